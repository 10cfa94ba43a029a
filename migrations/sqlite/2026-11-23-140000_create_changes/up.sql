ALTER TABLE organizations ADD COLUMN others TEXT NOT NULL DEFAULT '{}';

CREATE TABLE organization_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    name TEXT NOT NULL,
    items TEXT NOT NULL,
    case_no TEXT NOT NULL,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX organization_versions_organization ON organization_versions (organization_id, id);
CREATE INDEX organization_versions_name ON organization_versions (name, until_on);
CREATE INDEX organization_versions_case ON organization_versions (case_no);

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    agreed_on DATE,
    rules TEXT,
    submitted_at TIMESTAMP,
    received_at TIMESTAMP,
    accepted_on DATE,
    is_deemed BOOLEAN NOT NULL,
    notice_due DATE,
    promised_due DATE,
    statutory_due DATE,
    due_on DATE,
    clerk_id BIGINT REFERENCES accounts (id),
    reviewer_id BIGINT REFERENCES accounts (id),
    decider_id BIGINT REFERENCES accounts (id),
    checks TEXT NOT NULL,
    notices TEXT NOT NULL,
    opinion TEXT,
    decision TEXT,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX changes_no ON changes (no);
CREATE UNIQUE INDEX changes_open ON changes (organization_id) WHERE is_open;
CREATE INDEX changes_organization ON changes (organization_id, id);
CREATE INDEX changes_queue ON changes (authority_id, state, due_on, id);
CREATE INDEX changes_notice ON changes (state, notice_due);
CREATE INDEX changes_name ON changes (name);

CREATE TABLE change_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    change_id BIGINT NOT NULL REFERENCES changes (id),
    key TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    is_current BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX change_documents_change ON change_documents (change_id, is_current, key);
CREATE UNIQUE INDEX change_documents_one ON change_documents (change_id, key) WHERE is_current;
