CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    file_sha256 TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    lines BIGINT NOT NULL,
    added BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    wrong BIGINT NOT NULL,
    problems TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    checked_at TIMESTAMP NOT NULL,
    decision TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    entry_id BIGINT
);
CREATE UNIQUE INDEX imports_no ON imports (no);
CREATE INDEX imports_authority ON imports (authority_id, state, id);
CREATE TABLE import_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    import_id BIGINT NOT NULL REFERENCES imports (id),
    line BIGINT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    deed TEXT NOT NULL
);
CREATE UNIQUE INDEX import_rows_once ON import_rows (import_id, organization_id);
CREATE INDEX import_rows_organization ON import_rows (organization_id);
