DROP INDEX organizations_certificate;
DROP INDEX applications_publicity;
DROP TABLE application_ties;
