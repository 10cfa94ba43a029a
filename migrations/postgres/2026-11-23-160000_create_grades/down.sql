DROP TABLE grade_files;
DROP TABLE grade_sheets;
DROP TABLE grade_assessments;
DROP TABLE grade_rounds;
