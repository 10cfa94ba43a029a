DROP TABLE announcements;
DROP TABLE certificates;
DROP TABLE organization_counts;
DROP TABLE organizations;
