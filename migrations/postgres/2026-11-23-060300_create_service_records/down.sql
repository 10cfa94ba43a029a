DROP TABLE hours_certificates;
DROP TABLE service_record_notes;
DROP TABLE service_records;
