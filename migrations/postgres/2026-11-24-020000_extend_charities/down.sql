ALTER TABLE application_extensions DROP COLUMN days;
