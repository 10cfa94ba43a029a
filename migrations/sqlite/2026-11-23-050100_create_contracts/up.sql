CREATE TABLE contracts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    award_id BIGINT NOT NULL REFERENCES awards (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    title TEXT NOT NULL,
    amount BIGINT NOT NULL,
    supplemented BIGINT NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    is_public_service BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    drafted_by BIGINT NOT NULL REFERENCES accounts (id),
    reviewed_by BIGINT REFERENCES accounts (id),
    supplier_signed_by BIGINT REFERENCES accounts (id),
    supplier_signed_at TIMESTAMP,
    buyer_signed_by BIGINT REFERENCES accounts (id),
    signed_at TIMESTAMP,
    awarded_at TIMESTAMP NOT NULL,
    sign_by DATE NOT NULL,
    is_late BOOLEAN NOT NULL DEFAULT FALSE,
    publish_by DATE,
    published_at TIMESTAMP,
    file_by DATE,
    filed_at TIMESTAMP,
    reason TEXT,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX contracts_no ON contracts (no);
CREATE UNIQUE INDEX contracts_award ON contracts (award_id);
CREATE INDEX contracts_tender ON contracts (tender_id);
CREATE INDEX contracts_published ON contracts (published_at, id);
CREATE INDEX contracts_authority ON contracts (authority_id, state, id);
CREATE INDEX contracts_organization ON contracts (organization_id, state, id);

CREATE TABLE supplements (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    contract_id BIGINT NOT NULL REFERENCES contracts (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    amount BIGINT NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    drafted_by BIGINT NOT NULL REFERENCES accounts (id),
    reviewed_by BIGINT REFERENCES accounts (id),
    signed_by BIGINT REFERENCES accounts (id),
    signed_at TIMESTAMP,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX supplements_one ON supplements (contract_id, position);

CREATE TABLE milestones (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    contract_id BIGINT NOT NULL REFERENCES contracts (id),
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    due_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX milestones_one ON milestones (contract_id, position);
CREATE INDEX milestones_state ON milestones (state, due_on, id);

CREATE TABLE milestone_reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    milestone_id BIGINT NOT NULL REFERENCES milestones (id),
    position BIGINT NOT NULL,
    summary TEXT NOT NULL,
    reported_by BIGINT NOT NULL REFERENCES accounts (id),
    reported_at TIMESTAMP NOT NULL,
    returned_reason TEXT,
    returned_at TIMESTAMP,
    entry_id BIGINT
);
CREATE UNIQUE INDEX milestone_reports_one ON milestone_reports (milestone_id, position);

CREATE TABLE milestone_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    report_id BIGINT NOT NULL REFERENCES milestone_reports (id),
    file_id BIGINT NOT NULL REFERENCES files (id),
    position BIGINT NOT NULL
);
CREATE UNIQUE INDEX milestone_files_one ON milestone_files (report_id, position);

CREATE TABLE acceptances (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    contract_id BIGINT NOT NULL REFERENCES contracts (id),
    milestone_id BIGINT NOT NULL REFERENCES milestones (id),
    report_id BIGINT NOT NULL REFERENCES milestone_reports (id),
    accepted_value BIGINT NOT NULL,
    claimed BIGINT NOT NULL DEFAULT 0,
    paid BIGINT NOT NULL DEFAULT 0,
    findings TEXT NOT NULL,
    users_asked BIGINT NOT NULL,
    users_satisfied BIGINT NOT NULL,
    users_summary TEXT NOT NULL,
    accepted_by BIGINT NOT NULL REFERENCES accounts (id),
    accepted_at TIMESTAMP NOT NULL,
    pay_by DATE NOT NULL,
    entry_id BIGINT,
    CHECK (accepted_value >= 0),
    CHECK (claimed <= accepted_value),
    CHECK (paid <= claimed)
);
CREATE UNIQUE INDEX acceptances_no ON acceptances (no);
CREATE UNIQUE INDEX acceptances_milestone ON acceptances (milestone_id);
CREATE INDEX acceptances_contract ON acceptances (contract_id, id);
CREATE INDEX acceptances_accepted ON acceptances (accepted_at, id);

CREATE TABLE evaluations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    contract_id BIGINT NOT NULL REFERENCES contracts (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    output BIGINT NOT NULL,
    benefit BIGINT NOT NULL,
    satisfaction BIGINT NOT NULL,
    score BIGINT NOT NULL,
    grade TEXT NOT NULL,
    comment TEXT NOT NULL,
    evaluated_by BIGINT NOT NULL REFERENCES accounts (id),
    evaluated_at TIMESTAMP NOT NULL,
    entry_id BIGINT
);
CREATE UNIQUE INDEX evaluations_contract ON evaluations (contract_id);
CREATE INDEX evaluations_organization ON evaluations (organization_id, evaluated_at);
