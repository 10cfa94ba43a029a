DROP INDEX organizations_created;
DROP TABLE saved_searches;
