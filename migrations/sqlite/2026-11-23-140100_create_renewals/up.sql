CREATE TABLE renewals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    declaration TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    before_no TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    due_on DATE NOT NULL,
    decision TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    certificate_no TEXT,
    valid_until DATE,
    entry_id BIGINT
);
CREATE UNIQUE INDEX renewals_no ON renewals (no);
CREATE UNIQUE INDEX renewals_open ON renewals (organization_id) WHERE is_open;
CREATE INDEX renewals_organization ON renewals (organization_id, id);
CREATE INDEX renewals_queue ON renewals (authority_id, state, due_on, id);

CREATE TABLE certificate_reminders (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    valid_until DATE NOT NULL,
    days BIGINT NOT NULL,
    given_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX certificate_reminders_one ON certificate_reminders (organization_id, valid_until, days);
CREATE INDEX organizations_valid_until ON organizations (valid_until, id);
