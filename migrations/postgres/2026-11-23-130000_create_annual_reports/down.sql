DROP TABLE annual_report_files;
DROP TABLE annual_reports;
