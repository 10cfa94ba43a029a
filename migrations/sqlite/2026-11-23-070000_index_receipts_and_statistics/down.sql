DROP INDEX volunteers_division;
DROP INDEX service_records_served;
DROP INDEX bids_price_hash;
DROP INDEX bids_technical_hash;
