-- One table under changes and cancellations. A change keeps its id; a cancellation gets one above all of them.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    agreed_on DATE,
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
INSERT INTO cases (id, kind, name, agreed_on, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at)
SELECT id, 'change', name, agreed_on, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at FROM changes;
INSERT INTO cases (id, kind, name, announced_at, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at)
SELECT id + (SELECT COALESCE(MAX(id), 0) FROM changes), 'cancellation', '', announced_at, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at FROM cancellations;
CREATE UNIQUE INDEX cases_no ON cases (no);
CREATE UNIQUE INDEX cases_open ON cases (kind, organization_id) WHERE is_open;
CREATE INDEX cases_organization ON cases (organization_id, kind, id);
CREATE INDEX cases_queue ON cases (kind, authority_id, state, due_on, id);
CREATE INDEX cases_notice ON cases (kind, state, notice_due);
CREATE INDEX cases_name ON cases (name);

CREATE TABLE case_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    key TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    is_current BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
INSERT INTO case_documents (case_id, key, file_id, is_current, created_at, ended_at)
SELECT change_id, key, file_id, is_current, created_at, ended_at FROM change_documents ORDER BY id;
INSERT INTO case_documents (case_id, key, file_id, is_current, created_at, ended_at)
SELECT cancellation_id + (SELECT COALESCE(MAX(id), 0) FROM changes), key, file_id, is_current, created_at, ended_at
FROM cancellation_documents ORDER BY id;
CREATE INDEX case_documents_case ON case_documents (case_id, is_current, key);
CREATE UNIQUE INDEX case_documents_one ON case_documents (case_id, key) WHERE is_current;

UPDATE histories SET subject_kind = 'case', subject_id = subject_id + (SELECT COALESCE(MAX(id), 0) FROM changes)
WHERE subject_kind = 'cancellation';
UPDATE histories SET subject_kind = 'case' WHERE subject_kind = 'change';
DROP TABLE cancellation_documents;
DROP TABLE cancellations;
DROP TABLE change_documents;
DROP TABLE changes;

CREATE TABLE case_pauses (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    officers TEXT NOT NULL,
    from_on DATE NOT NULL,
    expected_on DATE NOT NULL,
    until_on DATE,
    record TEXT,
    opened_by BIGINT NOT NULL REFERENCES accounts (id),
    closed_by BIGINT REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);
CREATE INDEX case_pauses_case ON case_pauses (case_id, id);
CREATE UNIQUE INDEX case_pauses_open ON case_pauses (case_id) WHERE until_on IS NULL;

CREATE TABLE case_extensions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES cases (id),
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES accounts (id),
    asked_at TIMESTAMP NOT NULL,
    is_granted BOOLEAN,
    answer TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP
);
CREATE UNIQUE INDEX case_extensions_one ON case_extensions (case_id);
