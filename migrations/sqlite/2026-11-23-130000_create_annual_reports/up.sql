CREATE TABLE annual_reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    county TEXT NOT NULL,
    year BIGINT NOT NULL,
    state TEXT NOT NULL,
    due_on DATE NOT NULL,
    sponsor_due_on DATE,
    answers TEXT NOT NULL,
    receipt_no TEXT,
    submitted_at TIMESTAMP,
    submitted_by BIGINT REFERENCES accounts (id),
    is_late BOOLEAN NOT NULL DEFAULT FALSE,
    examine_by DATE,
    income BIGINT,
    expenditure BIGINT,
    net_assets BIGINT,
    defects TEXT NOT NULL DEFAULT '[]',
    returned_at TIMESTAMP,
    correct_by DATE,
    outcome TEXT,
    reasons TEXT,
    proposed_by BIGINT REFERENCES accounts (id),
    proposed_at TIMESTAMP,
    sent_back TEXT,
    decided_by BIGINT REFERENCES accounts (id),
    decided_at TIMESTAMP,
    reminded BIGINT,
    listing_no TEXT,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX annual_reports_no ON annual_reports (no);
CREATE UNIQUE INDEX annual_reports_organization ON annual_reports (organization_id, year);
CREATE INDEX annual_reports_authority ON annual_reports (authority_id, state, examine_by, id);
CREATE INDEX annual_reports_season ON annual_reports (year, county, state, outcome, is_late, due_on);
CREATE INDEX annual_reports_running ON annual_reports (state, due_on, id);
CREATE TABLE annual_report_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    report_id BIGINT NOT NULL REFERENCES annual_reports (id),
    paper TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX annual_report_files_report ON annual_report_files (report_id, id);
