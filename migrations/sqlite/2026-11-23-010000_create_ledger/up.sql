CREATE TABLE ledger_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_ref TEXT NOT NULL,
    actor TEXT NOT NULL,
    occurred_at TIMESTAMP NOT NULL,
    is_public BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    sealed TEXT,
    salt BLOB,
    leaf_hash BLOB NOT NULL,
    position BIGINT
);
CREATE UNIQUE INDEX ledger_entries_position ON ledger_entries (position);
CREATE INDEX ledger_entries_subject ON ledger_entries (subject_kind, subject_ref, id);
CREATE INDEX ledger_entries_waiting ON ledger_entries (id) WHERE position IS NULL;

CREATE TABLE ledger_hashes (
    id INTEGER PRIMARY KEY NOT NULL,
    hash BLOB NOT NULL
);

CREATE TABLE ledger_checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tree_size BIGINT NOT NULL,
    root BLOB NOT NULL,
    note TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX ledger_checkpoints_size ON ledger_checkpoints (tree_size);
