-- Lists in their usual order, and counts by state, are read from an index however long they are.
DROP INDEX tenders_counted;
CREATE INDEX tenders_counted ON tenders (is_simulated, state, closes_at, id);
CREATE INDEX tenders_newest ON tenders (is_simulated, published_at, id);
CREATE INDEX organizations_county ON organizations (county, founded_on, id);
CREATE INDEX organizations_of_kind ON organizations (kind, founded_on, id);
