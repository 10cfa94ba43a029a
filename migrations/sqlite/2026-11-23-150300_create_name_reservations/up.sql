CREATE TABLE name_reservations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    asked_at TIMESTAMP NOT NULL,
    due_on DATE NOT NULL,
    until_on DATE,
    decision TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    application_no TEXT
);
CREATE UNIQUE INDEX name_reservations_no ON name_reservations (no);
CREATE UNIQUE INDEX name_reservations_open ON name_reservations (name) WHERE is_open;
CREATE INDEX name_reservations_account ON name_reservations (account_id, id);
CREATE INDEX name_reservations_queue ON name_reservations (authority_id, state, due_on, id);
CREATE INDEX name_reservations_over ON name_reservations (state, until_on, id);
