CREATE TABLE representatives (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    identity TEXT NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE
);
CREATE INDEX representatives_identity ON representatives (identity, until_on);
CREATE UNIQUE INDEX representatives_now ON representatives (organization_id) WHERE until_on IS NULL;
