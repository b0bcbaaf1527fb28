-- A course is published as immutable versions; each language of a version is an immutable edition.
CREATE TABLE courses (
  id BYTEA NOT NULL PRIMARY KEY,
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE course_versions (
  id BYTEA NOT NULL PRIMARY KEY,
  course BYTEA NOT NULL REFERENCES courses (id),
  number INTEGER NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  structure TEXT COLLATE "C" NOT NULL,
  answer_keys TEXT COLLATE "C" NOT NULL,
  published_by BYTEA REFERENCES people (id),
  published_at BIGINT NOT NULL,
  UNIQUE (course, number),
  UNIQUE (course, hash)
);

CREATE TABLE course_editions (
  id BYTEA NOT NULL PRIMARY KEY,
  version BYTEA NOT NULL REFERENCES course_versions (id),
  locale TEXT COLLATE "C" NOT NULL,
  generation INTEGER NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  sealed TEXT COLLATE "C" NOT NULL,
  published_at BIGINT NOT NULL,
  UNIQUE (version, locale, generation)
);

CREATE TABLE course_pictures (
  hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  media_type TEXT COLLATE "C" NOT NULL,
  bytes BYTEA NOT NULL
);

CREATE TABLE course_drafts (
  id BYTEA NOT NULL PRIMARY KEY,
  course BYTEA NOT NULL REFERENCES courses (id),
  hash TEXT COLLATE "C" NOT NULL,
  package BYTEA NOT NULL,
  origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('upload', 'shipped')),
  uploaded_by BYTEA REFERENCES people (id),
  uploaded_at BIGINT NOT NULL,
  published_as BYTEA REFERENCES course_versions (id),
  UNIQUE (course, hash)
);
