-- How certificates look. Records name a state of a design by its hash, so that rows are added and never changed.
CREATE TABLE certificate_pictures (
  sha256 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  bytes BYTEA NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added_by BYTEA NOT NULL REFERENCES people (id),
  added_at BIGINT NOT NULL
);

CREATE TABLE certificate_designs (
  slug TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  created_by BYTEA NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL
);

CREATE TABLE certificate_design_versions (
  design TEXT COLLATE "C" NOT NULL REFERENCES certificate_designs (slug),
  number INTEGER NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  created_by BYTEA NOT NULL REFERENCES people (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (design, number)
);
-- Two designs may once have been the same, and one may become again what it was: the hash is not unique.
CREATE INDEX certificate_design_versions_sha256 ON certificate_design_versions (sha256);
