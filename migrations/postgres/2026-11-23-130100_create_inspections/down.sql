DROP TABLE inspections;
DROP TABLE inspection_draws;
