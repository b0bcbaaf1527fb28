-- How certificates look. Records name a state of a design by its hash, so that rows are added and never changed.
CREATE TABLE certificate_pictures (
  sha256 TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added_by BLOB NOT NULL REFERENCES people (id),
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate_designs (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_by BLOB NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate_design_versions (
  design TEXT NOT NULL REFERENCES certificate_designs (slug),
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content TEXT NOT NULL,
  created_by BLOB NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (design, number)
) STRICT;
-- Two designs may once have been the same, and one may become again what it was: the hash is not unique.
CREATE INDEX certificate_design_versions_sha256 ON certificate_design_versions (sha256);
