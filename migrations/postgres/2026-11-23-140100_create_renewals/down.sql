DROP INDEX organizations_valid_until;
DROP TABLE certificate_reminders;
DROP TABLE renewals;
