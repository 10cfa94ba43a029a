CREATE TABLE activities (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    host_name TEXT NOT NULL,
    team_id BIGINT REFERENCES teams (id),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    field TEXT NOT NULL,
    division TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    sign_up_until TIMESTAMP NOT NULL,
    break_minutes BIGINT NOT NULL,
    capacity BIGINT NOT NULL,
    min_age BIGINT NOT NULL,
    is_dangerous BOOLEAN NOT NULL,
    details TEXT NOT NULL,
    state TEXT NOT NULL,
    account_id BIGINT,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX activities_no ON activities (no);
CREATE INDEX activities_board ON activities (state, starts_at, id);
CREATE INDEX activities_team ON activities (team_id, starts_at);
CREATE INDEX activities_organization ON activities (organization_id, starts_at);

CREATE TABLE signups (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    activity_id BIGINT NOT NULL REFERENCES activities (id),
    volunteer_id BIGINT NOT NULL REFERENCES volunteers (id),
    place BIGINT NOT NULL,
    state TEXT NOT NULL,
    signed_up_at TIMESTAMP NOT NULL,
    promoted_at TIMESTAMP,
    cancelled_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX signups_one ON signups (activity_id, volunteer_id);
CREATE UNIQUE INDEX signups_place ON signups (activity_id, place);
CREATE INDEX signups_volunteer ON signups (volunteer_id, state);
