CREATE TABLE revocations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    ground TEXT NOT NULL,
    facts TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    noticed_at TIMESTAMP NOT NULL,
    noticed_by BIGINT NOT NULL,
    answer_by DATE NOT NULL,
    statement TEXT,
    stated_at TIMESTAMP,
    hearing_from DATE,
    heard_on DATE,
    record TEXT,
    heard_by BIGINT,
    decision TEXT,
    decided_by BIGINT,
    decided_at TIMESTAMP,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX revocations_no ON revocations (no);
CREATE UNIQUE INDEX revocations_open ON revocations (organization_id) WHERE is_open;
CREATE INDEX revocations_organization ON revocations (organization_id, id);
CREATE INDEX revocations_queue ON revocations (authority_id, is_open, answer_by, id);
