CREATE TABLE grade_rounds (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    title TEXT NOT NULL,
    notice TEXT NOT NULL,
    kinds TEXT NOT NULL,
    standards TEXT NOT NULL,
    opens_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by BIGINT REFERENCES accounts (id),
    entry_id BIGINT
);
CREATE UNIQUE INDEX grade_rounds_no ON grade_rounds (no);
CREATE INDEX grade_rounds_authority ON grade_rounds (authority_id, closes_on, id);

CREATE TABLE grade_assessments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    round_id BIGINT NOT NULL REFERENCES grade_rounds (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    county TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    course TEXT NOT NULL,
    submitted_at TIMESTAMP,
    score BIGINT,
    grade TEXT,
    due_on DATE,
    public_until DATE,
    confirmed_on DATE,
    valid_until DATE,
    ended_on DATE,
    certificate_no TEXT,
    reminded BIGINT,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX grade_assessments_no ON grade_assessments (no);
CREATE UNIQUE INDEX grade_assessments_open ON grade_assessments (organization_id) WHERE is_open;
CREATE INDEX grade_assessments_organization ON grade_assessments (organization_id, id);
CREATE INDEX grade_assessments_round ON grade_assessments (round_id, state, id);
CREATE INDEX grade_assessments_desk ON grade_assessments (authority_id, state, due_on, id);
CREATE INDEX grade_assessments_term ON grade_assessments (state, valid_until, id);

CREATE TABLE grade_sheets (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    assessment_id BIGINT NOT NULL REFERENCES grade_assessments (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    scores TEXT NOT NULL,
    total BIGINT NOT NULL,
    visited_on DATE NOT NULL,
    note TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX grade_sheets_one ON grade_sheets (assessment_id, account_id);

CREATE TABLE grade_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    assessment_id BIGINT NOT NULL REFERENCES grade_assessments (id),
    paper TEXT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id),
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX grade_files_assessment ON grade_files (assessment_id, id);
