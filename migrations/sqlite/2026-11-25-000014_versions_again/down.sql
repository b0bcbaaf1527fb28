CREATE TABLE former_versions (
  id BLOB NOT NULL PRIMARY KEY,
  course BLOB NOT NULL REFERENCES courses (id),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  structure TEXT NOT NULL,
  answer_keys TEXT NOT NULL,
  published_by BLOB REFERENCES people (id),
  published_at INTEGER NOT NULL,
  UNIQUE (course, number),
  UNIQUE (course, hash)
) STRICT;

INSERT INTO former_versions
SELECT id, course, number, hash, structure, answer_keys, published_by, published_at FROM course_versions;
DROP TABLE course_versions;
ALTER TABLE former_versions RENAME TO course_versions;
