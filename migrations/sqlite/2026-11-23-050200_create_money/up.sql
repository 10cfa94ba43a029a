CREATE TABLE money_transactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    posted_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX money_transactions_one ON money_transactions (kind, subject);

CREATE TABLE money_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    transaction_id BIGINT NOT NULL REFERENCES money_transactions (id),
    account TEXT NOT NULL,
    amount BIGINT NOT NULL
);
CREATE INDEX money_entries_transaction ON money_entries (transaction_id);
CREATE INDEX money_entries_account ON money_entries (account, id);

CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    no TEXT NOT NULL,
    contract_id BIGINT NOT NULL REFERENCES contracts (id),
    acceptance_id BIGINT NOT NULL REFERENCES acceptances (id),
    authority_id BIGINT NOT NULL REFERENCES authorities (id),
    organization_id BIGINT NOT NULL REFERENCES organizations (id),
    amount BIGINT NOT NULL,
    invoice_no TEXT NOT NULL,
    state TEXT NOT NULL,
    prepared_by BIGINT NOT NULL REFERENCES accounts (id),
    prepared_at TIMESTAMP NOT NULL,
    pay_by DATE NOT NULL,
    confirmed_by BIGINT REFERENCES accounts (id),
    confirmed_at TIMESTAMP,
    voucher TEXT,
    reason TEXT,
    entry_id BIGINT,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX payments_no ON payments (no);
CREATE UNIQUE INDEX payments_voucher ON payments (authority_id, voucher);
CREATE INDEX payments_acceptance ON payments (acceptance_id);
CREATE INDEX payments_contract ON payments (contract_id, id);
CREATE INDEX payments_authority ON payments (authority_id, state, pay_by, id);
CREATE INDEX payments_organization ON payments (organization_id, id);
