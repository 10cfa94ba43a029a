CREATE TABLE application_pauses (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id),
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
CREATE INDEX application_pauses_application ON application_pauses (application_id, id);
CREATE UNIQUE INDEX application_pauses_open ON application_pauses (application_id) WHERE until_on IS NULL;

CREATE TABLE application_extensions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id),
    reason TEXT NOT NULL,
    asked_by BIGINT NOT NULL REFERENCES accounts (id),
    asked_at TIMESTAMP NOT NULL,
    is_granted BOOLEAN,
    answer TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP
);
CREATE UNIQUE INDEX application_extensions_one ON application_extensions (application_id);
