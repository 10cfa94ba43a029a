CREATE TABLE listings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    list TEXT NOT NULL,
    ground TEXT NOT NULL,
    facts TEXT NOT NULL,
    state TEXT NOT NULL,
    noticed_at TIMESTAMP NOT NULL,
    noticed_by BIGINT REFERENCES accounts (id),
    object_by DATE NOT NULL,
    objection TEXT,
    objected_at TIMESTAMP,
    decision TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    listed_on DATE,
    duty_done TEXT,
    asked_at TIMESTAMP,
    verify_by DATE,
    removed_on DATE,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX listings_no ON listings (no);
CREATE INDEX listings_organization ON listings (organization_id, id);
CREATE INDEX listings_authority ON listings (authority_id, state, id);
CREATE INDEX listings_public ON listings (list, state, listed_on, id);
