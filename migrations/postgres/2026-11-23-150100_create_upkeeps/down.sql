DROP TABLE upkeeps;
