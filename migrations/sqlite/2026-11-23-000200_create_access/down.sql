DROP TABLE invitations;
DROP TABLE api_keys;
DROP TABLE recovery_codes;
