CREATE TABLE plan_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    year BIGINT NOT NULL,
    catalogue_code TEXT NOT NULL,
    title TEXT NOT NULL,
    budget BIGINT NOT NULL,
    intention_on DATE,
    need_asked TEXT NOT NULL,
    status TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX plan_lines_no ON plan_lines (no);
CREATE INDEX plan_lines_authority ON plan_lines (authority_id, year, catalogue_code);

CREATE TABLE tenders (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    plan_line_id BIGINT REFERENCES plan_lines (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    need TEXT NOT NULL,
    division TEXT NOT NULL,
    procedure_key TEXT NOT NULL,
    profile TEXT NOT NULL,
    terms TEXT NOT NULL,
    budget BIGINT NOT NULL,
    ceiling BIGINT,
    price_weight_bp BIGINT NOT NULL,
    is_simulated BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES accounts (id),
    approved_by BIGINT REFERENCES accounts (id),
    created_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    questions_until TIMESTAMP,
    closes_at TIMESTAMP NOT NULL,
    opened_at TIMESTAMP,
    scored_at TIMESTAMP,
    priced_at TIMESTAMP,
    result_at TIMESTAMP,
    reason TEXT,
    next_check_at TIMESTAMP,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX tenders_no ON tenders (no);
CREATE INDEX tenders_state ON tenders (state, closes_at, id);
CREATE INDEX tenders_published ON tenders (published_at, id);
CREATE INDEX tenders_authority ON tenders (authority_id, state, id);
CREATE INDEX tenders_plan_line ON tenders (plan_line_id);
CREATE INDEX tenders_check ON tenders (next_check_at);

CREATE TABLE tender_criteria (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    position BIGINT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    max_points BIGINT NOT NULL,
    is_price BOOLEAN NOT NULL,
    is_objective BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX tender_criteria_one ON tender_criteria (tender_id, position);

CREATE TABLE tender_documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    file_id BIGINT NOT NULL REFERENCES files (id),
    title TEXT NOT NULL,
    revision BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES accounts (id),
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    entry_id BIGINT
);
CREATE INDEX tender_documents_tender ON tender_documents (tender_id, id);

CREATE TABLE tender_questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    organization_id BIGINT REFERENCES organizations (id),
    asked_by BIGINT REFERENCES accounts (id),
    asked_at TIMESTAMP NOT NULL,
    body TEXT NOT NULL,
    answer TEXT,
    answered_by BIGINT REFERENCES accounts (id),
    answered_at TIMESTAMP,
    changes_documents BOOLEAN NOT NULL DEFAULT FALSE,
    closes_before TIMESTAMP,
    entry_id BIGINT
);
CREATE INDEX tender_questions_tender ON tender_questions (tender_id, id);

CREATE TABLE tender_openers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    position BIGINT NOT NULL,
    technical_share TEXT,
    price_share TEXT
);
CREATE UNIQUE INDEX tender_openers_position ON tender_openers (tender_id, position);
CREATE UNIQUE INDEX tender_openers_account ON tender_openers (account_id, tender_id);

CREATE TABLE tender_locks (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    envelope TEXT NOT NULL,
    public_a TEXT NOT NULL,
    sealed_secret_a BLOB NOT NULL,
    public_b TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX tender_locks_one ON tender_locks (tender_id, envelope);

CREATE TABLE challenges (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    lodged_by BIGINT NOT NULL REFERENCES accounts (id),
    lodged_at TIMESTAMP NOT NULL,
    against TEXT NOT NULL,
    known_on DATE NOT NULL,
    facts TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    reply_by DATE NOT NULL,
    reply TEXT,
    replied_by BIGINT REFERENCES accounts (id),
    replied_at TIMESTAMP,
    consequence TEXT,
    entry_id BIGINT,
    reply_entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX challenges_no ON challenges (no);
CREATE INDEX challenges_tender ON challenges (tender_id, id);
CREATE INDEX challenges_state ON challenges (state, reply_by);
