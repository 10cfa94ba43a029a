-- A receipt is found by the hash it prints; the city's figures are counted from narrow indexes.
CREATE INDEX bids_technical_hash ON bids (technical_sha256);
CREATE INDEX bids_price_hash ON bids (price_sha256);
CREATE INDEX service_records_served ON service_records (state, served_on, minutes, volunteer_id);
CREATE INDEX volunteers_division ON volunteers (state, division);
