DROP TABLE volunteer_consents;
DROP TABLE volunteers;
