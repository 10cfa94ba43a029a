DROP INDEX organizations_supervisor;
ALTER TABLE organizations DROP COLUMN supervisor_id;
ALTER TABLE organizations ADD COLUMN is_demo BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX authorities_registrar;
ALTER TABLE authorities DROP COLUMN supervisor_id;
