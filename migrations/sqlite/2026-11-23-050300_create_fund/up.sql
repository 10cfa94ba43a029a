CREATE TABLE donations (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    secret TEXT NOT NULL,
    amount BIGINT NOT NULL,
    refunded BIGINT NOT NULL DEFAULT 0,
    nickname TEXT,
    message TEXT,
    email TEXT,
    provider TEXT NOT NULL,
    state TEXT NOT NULL,
    checkout TEXT,
    payment_intent TEXT,
    voucher TEXT,
    prepared_by BIGINT REFERENCES accounts (id),
    confirmed_by BIGINT REFERENCES accounts (id),
    refund_asked_by BIGINT REFERENCES accounts (id),
    refund_confirmed_by BIGINT REFERENCES accounts (id),
    reason TEXT,
    created_at TIMESTAMP NOT NULL,
    paid_at TIMESTAMP,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX donations_no ON donations (no);
CREATE UNIQUE INDEX donations_secret ON donations (secret);
CREATE UNIQUE INDEX donations_intent ON donations (payment_intent);
CREATE UNIQUE INDEX donations_voucher ON donations (voucher);
CREATE INDEX donations_state ON donations (state, paid_at, id);

CREATE TABLE provider_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    provider TEXT NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    applied_at TIMESTAMP,
    outcome TEXT
);
CREATE UNIQUE INDEX provider_events_one ON provider_events (provider, event);
CREATE INDEX provider_events_applied ON provider_events (applied_at, id);

CREATE TABLE fund_grants (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    title TEXT NOT NULL,
    amount BIGINT NOT NULL,
    granted_on DATE NOT NULL,
    entry_id BIGINT
);
CREATE UNIQUE INDEX fund_grants_no ON fund_grants (no);
CREATE INDEX fund_grants_granted ON fund_grants (granted_on, id);
