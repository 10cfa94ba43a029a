DROP TABLE application_extensions;
DROP TABLE application_pauses;
