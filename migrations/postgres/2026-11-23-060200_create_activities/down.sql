DROP TABLE signups;
DROP TABLE activities;
