CREATE TABLE disclosures (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    reason TEXT NOT NULL,
    case_no TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    entry_id BIGINT
);
CREATE INDEX disclosures_organization ON disclosures (organization_id, id);
CREATE INDEX disclosures_authority ON disclosures (authority_id, id);
CREATE INDEX disclosures_seen ON disclosures (seen_at);
