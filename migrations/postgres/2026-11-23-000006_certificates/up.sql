-- Immutable issue records. What happens to a certificate afterwards is an event beside it.
CREATE TABLE certificate_serials (
  year INTEGER NOT NULL PRIMARY KEY,
  last INTEGER NOT NULL
);

CREATE TABLE certificate_candidates (
  person BYTEA NOT NULL,
  enrolment BYTEA NOT NULL,
  id BYTEA NOT NULL UNIQUE,
  course BYTEA NOT NULL REFERENCES courses (id),
  party TEXT COLLATE "C",
  completed_at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('awaiting-sign-off', 'signed-off', 'refused')),
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT COLLATE "C",
  PRIMARY KEY (person, enrolment),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE INDEX certificate_candidates_queue ON certificate_candidates (state, id);

CREATE TABLE certificates (
  person BYTEA NOT NULL,
  id BYTEA NOT NULL,
  serial TEXT COLLATE "C" NOT NULL UNIQUE,
  kind TEXT COLLATE "C" NOT NULL,
  enrolment BYTEA NOT NULL,
  course BYTEA NOT NULL REFERENCES courses (id),
  version BYTEA NOT NULL REFERENCES course_versions (id),
  edition BYTEA NOT NULL REFERENCES course_editions (id),
  locale TEXT COLLATE "C" NOT NULL,
  template TEXT COLLATE "C" NOT NULL,
  record TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  test BOOLEAN NOT NULL,
  issued_at BIGINT NOT NULL,
  valid_until BIGINT,
  supersedes BYTEA,
  superseded_by BYTEA,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE UNIQUE INDEX certificates_once ON certificates (person, course, kind, enrolment) WHERE superseded_by IS NULL;

CREATE TABLE certificate_ids (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL
);

CREATE TABLE certificate_events (
  person BYTEA NOT NULL,
  id BYTEA NOT NULL,
  certificate BYTEA NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('issued', 'reissued', 'suspended', 'restored', 'revoked')),
  public_reason TEXT COLLATE "C",
  private_reason TEXT COLLATE "C",
  actor BYTEA REFERENCES people (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
);
CREATE INDEX certificate_events_certificate ON certificate_events (person, certificate, id);

CREATE TABLE certificate_renditions (
  person BYTEA NOT NULL,
  certificate BYTEA NOT NULL,
  locale TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  first_served_at BIGINT NOT NULL,
  PRIMARY KEY (person, certificate, locale, sha256)
);
