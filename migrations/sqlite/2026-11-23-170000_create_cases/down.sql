-- Ids stay as they are; a case whose clock stands goes back to being examined.
DROP TABLE case_extensions;
DROP TABLE case_pauses;
UPDATE cases SET state = 'accepted' WHERE state = 'suspended';
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
INSERT INTO changes (id, name, agreed_on, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at)
SELECT id, name, agreed_on, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at FROM cases WHERE kind = 'change';
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
INSERT INTO change_documents (change_id, key, file_id, is_current, created_at, ended_at)
SELECT d.case_id, d.key, d.file_id, d.is_current, d.created_at, d.ended_at
FROM case_documents d JOIN cases c ON c.id = d.case_id WHERE c.kind = 'change' ORDER BY d.id;
CREATE INDEX change_documents_change ON change_documents (change_id, is_current, key);
CREATE UNIQUE INDEX change_documents_one ON change_documents (change_id, key) WHERE is_current;

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
INSERT INTO cancellations (id, announced_at, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at)
SELECT id, announced_at, no, organization_id, authority_id, account_id, state, is_open, version, content, rules, submitted_at, received_at, accepted_on, is_deemed, notice_due, promised_due, statutory_due, due_on, clerk_id, reviewer_id, decider_id, checks, notices, opinion, decision, entry_id, created_at, updated_at FROM cases WHERE kind = 'cancellation';
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
INSERT INTO cancellation_documents (cancellation_id, key, file_id, is_current, created_at, ended_at)
SELECT d.case_id, d.key, d.file_id, d.is_current, d.created_at, d.ended_at
FROM case_documents d JOIN cases c ON c.id = d.case_id WHERE c.kind = 'cancellation' ORDER BY d.id;
CREATE INDEX cancellation_documents_case ON cancellation_documents (cancellation_id, is_current, key);
CREATE UNIQUE INDEX cancellation_documents_one ON cancellation_documents (cancellation_id, key) WHERE is_current;

UPDATE histories SET subject_kind = 'change'
WHERE subject_kind = 'case' AND subject_id IN (SELECT id FROM changes);
UPDATE histories SET subject_kind = 'cancellation'
WHERE subject_kind = 'case' AND subject_id IN (SELECT id FROM cancellations);
DROP TABLE case_documents;
DROP TABLE cases;
