DROP TABLE branches;
DROP TABLE organ_posts;
DROP TABLE organ_terms;
