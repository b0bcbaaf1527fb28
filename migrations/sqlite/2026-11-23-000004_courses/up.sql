-- A course is published as immutable versions; each language of a version is an immutable edition.
CREATE TABLE courses (
  id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE course_versions (
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

CREATE TABLE course_editions (
  id BLOB NOT NULL PRIMARY KEY,
  version BLOB NOT NULL REFERENCES course_versions (id),
  locale TEXT NOT NULL,
  generation INTEGER NOT NULL,
  hash TEXT NOT NULL,
  words TEXT NOT NULL,
  sealed TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  UNIQUE (version, locale, generation)
) STRICT;

CREATE TABLE course_pictures (
  hash TEXT NOT NULL PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE course_drafts (
  id BLOB NOT NULL PRIMARY KEY,
  course BLOB NOT NULL REFERENCES courses (id),
  hash TEXT NOT NULL,
  package BLOB NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('upload', 'shipped')),
  uploaded_by BLOB REFERENCES people (id),
  uploaded_at INTEGER NOT NULL,
  published_as BLOB REFERENCES course_versions (id),
  UNIQUE (course, hash)
) STRICT;
