DROP TABLE cancellation_documents;
DROP TABLE cancellations;
