CREATE TABLE applications (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    kind TEXT NOT NULL,
    category TEXT,
    form TEXT NOT NULL,
    mode TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    division TEXT NOT NULL,
    content TEXT NOT NULL,
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
    organization_id BIGINT REFERENCES organizations (id),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX applications_no ON applications (no);
CREATE INDEX applications_account ON applications (account_id, id);
CREATE INDEX applications_queue ON applications (authority_id, state, due_on, id);
CREATE INDEX applications_notice ON applications (state, notice_due);
CREATE INDEX applications_name ON applications (name);

CREATE TABLE application_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id),
    key TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    is_current BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX application_documents_application ON application_documents (application_id, is_current, key);
CREATE UNIQUE INDEX application_documents_one ON application_documents (application_id, key) WHERE is_current;
