CREATE TABLE inspection_draws (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    title TEXT NOT NULL,
    basis TEXT NOT NULL,
    sample BIGINT NOT NULL,
    population TEXT NOT NULL,
    population_digest TEXT NOT NULL,
    roster TEXT NOT NULL,
    commitment TEXT NOT NULL,
    sealed_seed TEXT NOT NULL,
    seed TEXT,
    state TEXT NOT NULL,
    announced_at TIMESTAMP NOT NULL,
    announced_by BIGINT NOT NULL REFERENCES accounts (id),
    drawn_at TIMESTAMP,
    drawn_by BIGINT REFERENCES accounts (id),
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX inspection_draws_no ON inspection_draws (no);
CREATE INDEX inspection_draws_authority ON inspection_draws (authority_id, state, id);
CREATE TABLE inspections (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    draw_id BIGINT NOT NULL REFERENCES inspection_draws (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    place BIGINT NOT NULL,
    first_id BIGINT NOT NULL REFERENCES accounts (id),
    second_id BIGINT NOT NULL REFERENCES accounts (id),
    state TEXT NOT NULL,
    visited_on DATE,
    facts TEXT,
    finding TEXT,
    rectify_by DATE,
    recorded_by BIGINT REFERENCES accounts (id),
    confirmed_at TIMESTAMP,
    reply TEXT,
    replied_at TIMESTAMP,
    note TEXT,
    closed_at TIMESTAMP,
    listing_no TEXT,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX inspections_no ON inspections (no);
CREATE UNIQUE INDEX inspections_draw ON inspections (draw_id, place);
CREATE INDEX inspections_organization ON inspections (organization_id, id);
CREATE INDEX inspections_authority ON inspections (authority_id, state, id);
CREATE INDEX inspections_running ON inspections (state, rectify_by, id);
