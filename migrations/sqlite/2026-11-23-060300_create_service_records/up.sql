CREATE TABLE service_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    signup_id BIGINT NOT NULL REFERENCES signups (id),
    activity_id BIGINT NOT NULL REFERENCES activities (id),
    volunteer_id BIGINT NOT NULL REFERENCES volunteers (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    team_id BIGINT REFERENCES teams (id),
    served_on DATE NOT NULL,
    in_at TIMESTAMP NOT NULL,
    in_how TEXT NOT NULL,
    in_by BIGINT,
    out_at TIMESTAMP,
    out_how TEXT,
    out_by BIGINT,
    minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    is_back_dated BOOLEAN NOT NULL,
    is_late BOOLEAN NOT NULL,
    reason TEXT,
    changed_by BIGINT,
    confirmed_by BIGINT,
    confirmed_at TIMESTAMP,
    entered_at TIMESTAMP NOT NULL,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX service_records_no ON service_records (no);
CREATE UNIQUE INDEX service_records_signup ON service_records (signup_id);
CREATE INDEX service_records_volunteer ON service_records (volunteer_id, served_on, id);
CREATE INDEX service_records_activity ON service_records (activity_id, state);
CREATE INDEX service_records_team ON service_records (team_id, state, served_on);
CREATE INDEX service_records_organization ON service_records (organization_id, state, id);

CREATE TABLE service_record_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    record_id BIGINT NOT NULL REFERENCES service_records (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    old TEXT,
    new TEXT,
    account_id BIGINT,
    entry_id BIGINT,
    at TIMESTAMP NOT NULL
);
CREATE INDEX service_record_notes_of ON service_record_notes (record_id, id);

CREATE TABLE hours_certificates (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    volunteer_id BIGINT NOT NULL REFERENCES volunteers (id),
    minutes BIGINT NOT NULL,
    face TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE UNIQUE INDEX hours_certificates_no ON hours_certificates (no);
CREATE INDEX hours_certificates_volunteer ON hours_certificates (volunteer_id, id);
