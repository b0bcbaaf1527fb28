-- Courses that are taken in a room: the Secretariat says who completed them.
ALTER TABLE enrolments ADD COLUMN in_person BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE workshops (
  id BYTEA NOT NULL PRIMARY KEY,
  course BYTEA NOT NULL REFERENCES courses (id),
  version BYTEA NOT NULL REFERENCES course_versions (id),
  title TEXT NOT NULL,
  ended_on BIGINT NOT NULL,
  locale TEXT COLLATE "C" NOT NULL,
  cohort BYTEA REFERENCES cohorts (id),
  file BYTEA NOT NULL,
  proposed_by BYTEA NOT NULL REFERENCES people (id),
  proposed_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('checking', 'proposed', 'running', 'done', 'stopped')),
  checked_at BIGINT,
  size INTEGER NOT NULL,
  confirmed_by BYTEA REFERENCES people (id),
  confirmed_at BIGINT,
  finished_at BIGINT
);
CREATE INDEX workshops_expiry ON workshops (state, expires_at);

-- The lists of those who took part. An address is kept until the certificates are issued, and no longer.
CREATE TABLE workshop_participants (
  workshop BYTEA NOT NULL REFERENCES workshops (id),
  place INTEGER NOT NULL,
  line INTEGER NOT NULL,
  identity BYTEA NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  party TEXT COLLATE "C",
  locale TEXT COLLATE "C" NOT NULL,
  reference TEXT,
  grade INTEGER,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN (
    'unchecked', 'ready', 'in-error', 'has-one', 'repeated', 'being-issued', 'issued', 'needs-script', 'not-printable'
  )),
  has_account BOOLEAN NOT NULL,
  warned BOOLEAN NOT NULL,
  findings TEXT NOT NULL,
  person BYTEA,
  enrolment BYTEA,
  PRIMARY KEY (workshop, place),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE INDEX workshop_participants_state ON workshop_participants (workshop, state, place);
CREATE INDEX workshop_participants_identity ON workshop_participants (identity) WHERE enrolment IS NOT NULL;
CREATE INDEX workshop_participants_name ON workshop_participants (name_key) WHERE enrolment IS NOT NULL;
