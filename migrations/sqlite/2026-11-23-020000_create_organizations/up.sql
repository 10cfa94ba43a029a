CREATE TABLE organizations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    credit_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    mode TEXT NOT NULL,
    category TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    former_names TEXT NOT NULL,
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    division TEXT NOT NULL,
    county TEXT NOT NULL,
    domicile TEXT NOT NULL,
    purpose TEXT NOT NULL,
    scope TEXT NOT NULL,
    legal_representative TEXT NOT NULL,
    capital BIGINT NOT NULL,
    founded_on DATE NOT NULL,
    certificate_no TEXT NOT NULL,
    valid_until DATE,
    status TEXT NOT NULL,
    is_registered BOOLEAN NOT NULL,
    is_charity BOOLEAN NOT NULL,
    grade TEXT,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    is_demo BOOLEAN NOT NULL,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX organizations_credit_code ON organizations (credit_code);
CREATE INDEX organizations_name ON organizations (name, id);
CREATE INDEX organizations_founded ON organizations (founded_on, id);
CREATE INDEX organizations_facets ON organizations (county, kind, status, category, founded_on, id);
CREATE INDEX organizations_kind ON organizations (kind, status, founded_on, id);
CREATE INDEX organizations_category ON organizations (category, founded_on, id);
CREATE INDEX organizations_status ON organizations (status, founded_on, id);
CREATE INDEX organizations_authority ON organizations (authority_id, id);

CREATE TABLE organization_counts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    county TEXT NOT NULL,
    status TEXT NOT NULL,
    is_registered BOOLEAN NOT NULL,
    total BIGINT NOT NULL
);
CREATE UNIQUE INDEX organization_counts_one ON organization_counts (kind, category, county, status, is_registered);

CREATE TABLE certificates (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_ref TEXT NOT NULL,
    facts TEXT NOT NULL,
    token TEXT NOT NULL,
    status TEXT NOT NULL,
    entry_id BIGINT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    withdrawn_reason TEXT
);
CREATE UNIQUE INDEX certificates_no ON certificates (no);
CREATE INDEX certificates_subject ON certificates (subject_kind, subject_ref, id);

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_ref TEXT NOT NULL,
    title TEXT NOT NULL,
    facts TEXT NOT NULL,
    entry_id BIGINT NOT NULL,
    published_at TIMESTAMP NOT NULL
);
CREATE INDEX announcements_at ON announcements (published_at, id);
CREATE INDEX announcements_subject ON announcements (subject_kind, subject_ref, id);
