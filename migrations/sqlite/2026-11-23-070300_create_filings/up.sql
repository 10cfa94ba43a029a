CREATE TABLE organization_filings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    file_id BIGINT REFERENCES files (id),
    sealed TEXT,
    note TEXT,
    filed_by BIGINT NOT NULL REFERENCES accounts (id),
    filed_at TIMESTAMP NOT NULL,
    answered_by BIGINT REFERENCES accounts (id),
    answered_at TIMESTAMP
);
CREATE UNIQUE INDEX organization_filings_kind ON organization_filings (organization_id, kind);
CREATE INDEX organization_filings_state ON organization_filings (state, organization_id);
