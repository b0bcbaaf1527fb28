DROP TABLE course_drafts;
DROP TABLE course_pictures;
DROP TABLE course_editions;
DROP TABLE course_versions;
DROP TABLE courses;
