-- Immutable issue records. What happens to a certificate afterwards is an event beside it.
CREATE TABLE certificate_serials (
  year INTEGER NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate_candidates (
  person BLOB NOT NULL,
  enrolment BLOB NOT NULL,
  id BLOB NOT NULL UNIQUE,
  course BLOB NOT NULL REFERENCES courses (id),
  party TEXT,
  completed_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('awaiting-sign-off', 'signed-off', 'refused')),
  decided_by BLOB REFERENCES people (id),
  decided_at INTEGER,
  reason TEXT,
  PRIMARY KEY (person, enrolment),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT;
CREATE INDEX certificate_candidates_queue ON certificate_candidates (state, id);

CREATE TABLE certificates (
  person BLOB NOT NULL,
  id BLOB NOT NULL,
  serial TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  enrolment BLOB NOT NULL,
  course BLOB NOT NULL REFERENCES courses (id),
  version BLOB NOT NULL REFERENCES course_versions (id),
  edition BLOB NOT NULL REFERENCES course_editions (id),
  locale TEXT NOT NULL,
  template TEXT NOT NULL,
  record TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  test INTEGER NOT NULL CHECK (test IN (0, 1)),
  issued_at INTEGER NOT NULL,
  valid_until INTEGER,
  supersedes BLOB,
  superseded_by BLOB,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT;
CREATE UNIQUE INDEX certificates_once ON certificates (person, course, kind, enrolment) WHERE superseded_by IS NULL;

CREATE TABLE certificate_ids (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL
) STRICT;

CREATE TABLE certificate_events (
  person BLOB NOT NULL,
  id BLOB NOT NULL,
  certificate BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('issued', 'reissued', 'suspended', 'restored', 'revoked')),
  public_reason TEXT,
  private_reason TEXT,
  actor BLOB REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
) STRICT;
CREATE INDEX certificate_events_certificate ON certificate_events (person, certificate, id);

CREATE TABLE certificate_renditions (
  person BLOB NOT NULL,
  certificate BLOB NOT NULL,
  locale TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  first_served_at INTEGER NOT NULL,
  PRIMARY KEY (person, certificate, locale, sha256)
) STRICT, WITHOUT ROWID;
