CREATE TABLE organ_terms (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    organ TEXT NOT NULL,
    number BIGINT NOT NULL,
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    is_current BOOLEAN NOT NULL,
    reminded BIGINT,
    declared_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX organ_terms_current ON organ_terms (organization_id, organ) WHERE is_current;
CREATE INDEX organ_terms_organization ON organ_terms (organization_id, id);
CREATE INDEX organ_terms_ending ON organ_terms (is_current, until_on, id);

CREATE TABLE organ_posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    term_id BIGINT NOT NULL REFERENCES organ_terms (id),
    post TEXT NOT NULL,
    name TEXT NOT NULL,
    is_paid BOOLEAN NOT NULL,
    is_related BOOLEAN NOT NULL
);
CREATE INDEX organ_posts_term ON organ_posts (term_id, id);

CREATE TABLE branches (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    head TEXT NOT NULL,
    address TEXT NOT NULL,
    decided_on DATE NOT NULL,
    declared_at TIMESTAMP NOT NULL,
    ended_on DATE
);
CREATE INDEX branches_organization ON branches (organization_id, id);
