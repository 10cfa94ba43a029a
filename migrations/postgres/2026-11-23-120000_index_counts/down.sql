DROP INDEX tenders_counted;
