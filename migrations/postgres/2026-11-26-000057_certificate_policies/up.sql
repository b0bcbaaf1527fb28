-- What the Secretariat wants of a course's certificates, each state of it kept: the last one holds.
CREATE TABLE certificate_policies (
  course BYTEA NOT NULL REFERENCES courses (id),
  version INTEGER NOT NULL,
  policy TEXT COLLATE "C" NOT NULL,
  changed_by BYTEA NOT NULL REFERENCES people (id),
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (course, version)
);

-- How many days before its end the holder was reminded of it last.
ALTER TABLE certificates ADD COLUMN reminded INTEGER;
CREATE INDEX certificates_expiry ON certificates (valid_until, id) WHERE valid_until IS NOT NULL AND withdrawn IS NULL;
