CREATE TABLE case_duties (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    duty TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    taken_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX case_duties_one ON case_duties (tender_id, account_id);
