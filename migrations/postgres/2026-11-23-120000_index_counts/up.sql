-- How many tenders stand in each state is read from the index alone.
CREATE INDEX tenders_counted ON tenders (is_simulated, state);
