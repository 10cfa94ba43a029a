CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    host_name TEXT NOT NULL,
    division TEXT NOT NULL,
    community TEXT NOT NULL,
    fields TEXT NOT NULL,
    intro TEXT NOT NULL,
    founded_on DATE NOT NULL,
    state TEXT NOT NULL,
    minutes BIGINT NOT NULL DEFAULT 0,
    entry_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX teams_no ON teams (no);
CREATE UNIQUE INDEX teams_name ON teams (organization_id, name);
CREATE INDEX teams_list ON teams (state, minutes, id);

CREATE TABLE team_members (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    volunteer_id BIGINT NOT NULL REFERENCES volunteers (id),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX team_members_one ON team_members (team_id, volunteer_id);
CREATE INDEX team_members_volunteer ON team_members (volunteer_id, state);
CREATE INDEX team_members_state ON team_members (team_id, state, id);
