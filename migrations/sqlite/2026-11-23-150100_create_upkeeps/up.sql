CREATE TABLE upkeeps (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    year BIGINT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    asked_at TIMESTAMP NOT NULL,
    due_on DATE NOT NULL,
    decision TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    entry_id BIGINT
);
CREATE UNIQUE INDEX upkeeps_no ON upkeeps (no);
CREATE UNIQUE INDEX upkeeps_open ON upkeeps (organization_id) WHERE is_open;
CREATE INDEX upkeeps_organization ON upkeeps (organization_id, id);
CREATE INDEX upkeeps_queue ON upkeeps (authority_id, state, due_on, id);
