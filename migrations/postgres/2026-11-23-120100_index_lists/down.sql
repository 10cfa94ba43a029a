DROP INDEX organizations_of_kind;
DROP INDEX organizations_county;
DROP INDEX tenders_newest;
DROP INDEX tenders_counted;
CREATE INDEX tenders_counted ON tenders (is_simulated, state);
