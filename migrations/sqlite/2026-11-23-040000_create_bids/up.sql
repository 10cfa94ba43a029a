-- Before the opening a row names neither tender nor organization: owner and live are keyed hashes, identity is sealed to
-- lock A, and everything from tender_id on is empty (design 7.1).
CREATE TABLE bids (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    owner TEXT NOT NULL,
    live TEXT,
    content TEXT NOT NULL,
    receipt_no TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    identity BLOB NOT NULL,
    technical_file_id BIGINT NOT NULL REFERENCES files (id),
    technical_sha256 TEXT NOT NULL,
    technical_size BIGINT NOT NULL,
    price_file_id BIGINT REFERENCES files (id),
    price_sha256 TEXT,
    price_size BIGINT,
    state TEXT NOT NULL,
    ended_at TIMESTAMP,
    entry_id BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    tender_id BIGINT REFERENCES tenders (id),
    organization_id BIGINT REFERENCES organizations (id),
    position BIGINT,
    opened_at TIMESTAMP,
    technical TEXT,
    signals TEXT,
    problem TEXT,
    price BIGINT,
    price_opened_at TIMESTAMP,
    price_problem TEXT
);
CREATE UNIQUE INDEX bids_live ON bids (live);
CREATE UNIQUE INDEX bids_receipt ON bids (receipt_no);
CREATE INDEX bids_owner ON bids (owner, id);
CREATE INDEX bids_state ON bids (state, id);
CREATE UNIQUE INDEX bids_position ON bids (tender_id, position);
CREATE INDEX bids_organization ON bids (organization_id, id);

CREATE TABLE bid_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    envelope TEXT NOT NULL,
    position BIGINT NOT NULL,
    file_id BIGINT NOT NULL REFERENCES files (id)
);
CREATE UNIQUE INDEX bid_files_one ON bid_files (bid_id, envelope, position);

CREATE TABLE bid_checks (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    kind TEXT NOT NULL,
    passed BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    account_id BIGINT REFERENCES accounts (id),
    checked_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX bid_checks_one ON bid_checks (bid_id, kind);

CREATE TABLE openings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    envelope TEXT NOT NULL,
    first_account_id BIGINT NOT NULL REFERENCES accounts (id),
    second_account_id BIGINT NOT NULL REFERENCES accounts (id),
    opened_at TIMESTAMP NOT NULL,
    failed TEXT,
    sealed_lock_b BLOB,
    released_entry_id BIGINT NOT NULL,
    entry_id BIGINT NOT NULL
);
CREATE UNIQUE INDEX openings_one ON openings (tender_id, envelope);

CREATE TABLE committees (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    seed TEXT NOT NULL,
    pool TEXT NOT NULL,
    seats BIGINT NOT NULL,
    drawn_by BIGINT NOT NULL REFERENCES accounts (id),
    drawn_at TIMESTAMP NOT NULL,
    entry_id BIGINT NOT NULL
);
CREATE UNIQUE INDEX committees_tender ON committees (tender_id);

CREATE TABLE committee_members (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    position BIGINT NOT NULL,
    state TEXT NOT NULL,
    named_at TIMESTAMP NOT NULL,
    declared_at TIMESTAMP,
    withdrawal TEXT,
    dissent TEXT,
    sheet_sha256 TEXT,
    locked_at TIMESTAMP,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX committee_members_one ON committee_members (tender_id, account_id);
CREATE INDEX committee_members_account ON committee_members (account_id, state, id);

CREATE TABLE expert_ties (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    until DATE,
    told_at TIMESTAMP NOT NULL
);
CREATE INDEX expert_ties_account ON expert_ties (account_id, organization_id);

CREATE TABLE review_scores (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    member_id BIGINT NOT NULL REFERENCES committee_members (id),
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    criterion_id BIGINT NOT NULL REFERENCES tender_criteria (id),
    points BIGINT NOT NULL,
    note TEXT NOT NULL
);
CREATE UNIQUE INDEX review_scores_one ON review_scores (member_id, bid_id, criterion_id);

CREATE TABLE review_verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    member_id BIGINT NOT NULL REFERENCES committee_members (id),
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    passed BOOLEAN NOT NULL,
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX review_verdicts_one ON review_verdicts (member_id, bid_id);

CREATE TABLE rankings (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    quality TEXT NOT NULL,
    price_points TEXT NOT NULL,
    total TEXT NOT NULL,
    offered BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    position BIGINT NOT NULL,
    is_low BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX rankings_bid ON rankings (bid_id);
CREATE INDEX rankings_tender ON rankings (tender_id, position);

CREATE TABLE awards (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    tender_id BIGINT NOT NULL REFERENCES tenders (id),
    bid_id BIGINT NOT NULL REFERENCES bids (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    amount BIGINT NOT NULL,
    position BIGINT NOT NULL,
    deviation TEXT,
    deviation_text TEXT NOT NULL,
    fixed_by BIGINT NOT NULL REFERENCES accounts (id),
    fixed_at TIMESTAMP NOT NULL,
    fix_by DATE NOT NULL,
    publish_by DATE NOT NULL,
    published_by BIGINT REFERENCES accounts (id),
    published_at TIMESTAMP,
    entry_id BIGINT NOT NULL,
    result_entry_id BIGINT,
    ended_at TIMESTAMP,
    ended_reason TEXT
);
CREATE INDEX awards_tender ON awards (tender_id, id);
CREATE INDEX awards_organization ON awards (organization_id, id);
