CREATE TABLE application_ties (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications (id),
    committee_id BIGINT REFERENCES authorities (id),
    organization_id BIGINT REFERENCES organizations (id)
);
CREATE UNIQUE INDEX application_ties_application ON application_ties (application_id);
CREATE INDEX application_ties_committee ON application_ties (committee_id, application_id);
CREATE INDEX application_ties_organization ON application_ties (organization_id, application_id);
CREATE INDEX applications_publicity ON applications (kind, state, id);
CREATE INDEX organizations_certificate ON organizations (certificate_no);
