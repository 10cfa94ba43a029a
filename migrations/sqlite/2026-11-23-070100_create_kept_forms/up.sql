CREATE TABLE kept_forms (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    token_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    sealed TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX kept_forms_token ON kept_forms (token_hash);
CREATE INDEX kept_forms_age ON kept_forms (created_at);
