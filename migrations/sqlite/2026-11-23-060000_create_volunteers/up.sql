CREATE TABLE volunteers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    nickname TEXT NOT NULL,
    shown_name TEXT,
    identity_kind TEXT,
    identity_hash TEXT,
    sealed BLOB,
    birth_month DATE,
    division TEXT NOT NULL,
    skills TEXT NOT NULL,
    fields TEXT NOT NULL,
    free_time TEXT NOT NULL,
    national_no TEXT,
    state TEXT NOT NULL,
    entry_id BIGINT,
    joined_at TIMESTAMP NOT NULL,
    left_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX volunteers_no ON volunteers (no);
CREATE UNIQUE INDEX volunteers_account ON volunteers (account_id);
CREATE UNIQUE INDEX volunteers_identity ON volunteers (identity_hash);

CREATE TABLE volunteer_consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    volunteer_id BIGINT NOT NULL REFERENCES volunteers (id),
    kind TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX volunteer_consents_of ON volunteer_consents (volunteer_id, kind, id);
