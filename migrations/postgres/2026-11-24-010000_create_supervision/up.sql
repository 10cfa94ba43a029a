ALTER TABLE authorities ADD COLUMN supervisor_id BIGINT REFERENCES authorities (id);
CREATE UNIQUE INDEX authorities_registrar ON authorities (division) WHERE kind = 'registrar';
ALTER TABLE organizations DROP COLUMN is_demo;
ALTER TABLE organizations ADD COLUMN supervisor_id BIGINT NOT NULL DEFAULT 0;
UPDATE organizations SET supervisor_id = authority_id;
CREATE INDEX organizations_supervisor ON organizations (supervisor_id, id);
