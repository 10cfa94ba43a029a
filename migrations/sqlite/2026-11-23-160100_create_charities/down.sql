DROP INDEX organizations_charity;
DROP TABLE charity_duties;
DROP TABLE charity_files;
DROP TABLE charity_cases;
