DROP TABLE challenges;
DROP TABLE tender_locks;
DROP TABLE tender_openers;
DROP TABLE tender_questions;
DROP TABLE tender_documents;
DROP TABLE tender_criteria;
DROP TABLE tenders;
DROP TABLE plan_lines;
