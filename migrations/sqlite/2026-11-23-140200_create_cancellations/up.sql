CREATE TABLE cancellations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    content TEXT NOT NULL,
    announced_at TIMESTAMP,
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
CREATE UNIQUE INDEX cancellations_no ON cancellations (no);
CREATE UNIQUE INDEX cancellations_open ON cancellations (organization_id) WHERE is_open;
CREATE INDEX cancellations_organization ON cancellations (organization_id, id);
CREATE INDEX cancellations_queue ON cancellations (authority_id, state, due_on, id);
CREATE INDEX cancellations_notice ON cancellations (state, notice_due);

CREATE TABLE cancellation_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    cancellation_id BIGINT NOT NULL REFERENCES cancellations (id),
    key TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    is_current BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX cancellation_documents_case ON cancellation_documents (cancellation_id, is_current, key);
CREATE UNIQUE INDEX cancellation_documents_one ON cancellation_documents (cancellation_id, key) WHERE is_current;
