ALTER TABLE application_extensions ADD COLUMN days BIGINT;
