DROP TABLE fund_grants;
DROP TABLE provider_events;
DROP TABLE donations;
