DROP TABLE change_documents;
DROP TABLE changes;
DROP TABLE organization_versions;
ALTER TABLE organizations DROP COLUMN others;
