CREATE TABLE dumps (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    day DATE NOT NULL,
    dataset TEXT NOT NULL,
    form TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    records BIGINT NOT NULL,
    checkpoint BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX dumps_once ON dumps (dataset, day, form);
CREATE INDEX dumps_day ON dumps (day);
