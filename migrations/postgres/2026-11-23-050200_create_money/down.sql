DROP TABLE payments;
DROP TABLE money_entries;
DROP TABLE money_transactions;
