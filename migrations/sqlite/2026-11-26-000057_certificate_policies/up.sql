-- What the Secretariat wants of a course's certificates, each state of it kept: the last one holds.
CREATE TABLE certificate_policies (
  course BLOB NOT NULL REFERENCES courses (id),
  version INTEGER NOT NULL,
  policy TEXT NOT NULL,
  changed_by BLOB NOT NULL REFERENCES people (id),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (course, version)
) STRICT;

-- How many days before its end the holder was reminded of it last.
ALTER TABLE certificates ADD COLUMN reminded INTEGER;
CREATE INDEX certificates_expiry ON certificates (valid_until, id) WHERE valid_until IS NOT NULL AND withdrawn IS NULL;
