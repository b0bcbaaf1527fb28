DROP TABLE course_drafts;
DROP TABLE course_media;
DROP TABLE course_editions;
DROP TABLE course_versions;
DROP TABLE courses;
