ALTER TABLE course_versions ADD CONSTRAINT course_versions_course_hash_key UNIQUE (course, hash);
