CREATE TABLE charity_cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    kind TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    course TEXT NOT NULL,
    submitted_at TIMESTAMP,
    accepted_on DATE,
    due_on DATE,
    decided_on DATE,
    certificate_no TEXT,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX charity_cases_no ON charity_cases (no);
CREATE UNIQUE INDEX charity_cases_open ON charity_cases (organization_id, kind) WHERE is_open;
CREATE INDEX charity_cases_organization ON charity_cases (organization_id, kind, state);
CREATE INDEX charity_cases_desk ON charity_cases (authority_id, state, due_on, id);

CREATE TABLE charity_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    case_id BIGINT NOT NULL REFERENCES charity_cases (id),
    paper TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX charity_files_case ON charity_files (case_id, id);

CREATE TABLE charity_duties (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    due_on DATE NOT NULL,
    done_on DATE,
    link TEXT,
    reminded BIGINT,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX charity_duties_one ON charity_duties (organization_id, kind, period);
CREATE INDEX charity_duties_due ON charity_duties (done_on, due_on, id);
CREATE INDEX organizations_charity ON organizations (is_charity, id);
