DROP TABLE evaluations;
DROP TABLE acceptances;
DROP TABLE milestone_files;
DROP TABLE milestone_reports;
DROP TABLE milestones;
DROP TABLE supplements;
DROP TABLE contracts;
