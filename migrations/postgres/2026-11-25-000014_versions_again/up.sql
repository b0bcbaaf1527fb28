-- A return to an earlier state of a course is a new version of the same content.
ALTER TABLE course_versions DROP CONSTRAINT course_versions_course_hash_key;
