DROP TABLE organization_filings;
