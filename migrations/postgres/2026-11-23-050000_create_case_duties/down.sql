DROP TABLE case_duties;
