CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    place TEXT NOT NULL,
    query TEXT NOT NULL,
    is_mailed BOOLEAN NOT NULL DEFAULT TRUE,
    seen_at TIMESTAMP NOT NULL,
    looked_on DATE,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX saved_searches_once ON saved_searches (account_id, place, query);
CREATE INDEX saved_searches_due ON saved_searches (is_mailed, looked_on, account_id);
CREATE INDEX organizations_created ON organizations (created_at, id);
