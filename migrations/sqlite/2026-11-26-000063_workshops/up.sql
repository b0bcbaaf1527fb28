-- Courses that are taken in a room: the Secretariat says who completed them.
ALTER TABLE enrolments ADD COLUMN in_person INTEGER NOT NULL DEFAULT 0 CHECK (in_person IN (0, 1));

CREATE TABLE workshops (
  id BLOB NOT NULL PRIMARY KEY,
  course BLOB NOT NULL REFERENCES courses (id),
  version BLOB NOT NULL REFERENCES course_versions (id),
  title TEXT NOT NULL,
  ended_on INTEGER NOT NULL,
  locale TEXT NOT NULL,
  cohort BLOB REFERENCES cohorts (id),
  file BLOB NOT NULL,
  proposed_by BLOB NOT NULL REFERENCES people (id),
  proposed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('checking', 'proposed', 'running', 'done', 'stopped')),
  checked_at INTEGER,
  size INTEGER NOT NULL,
  confirmed_by BLOB REFERENCES people (id),
  confirmed_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX workshops_expiry ON workshops (state, expires_at);

-- The lists of those who took part. An address is kept until the certificates are issued, and no longer.
CREATE TABLE workshop_participants (
  workshop BLOB NOT NULL REFERENCES workshops (id),
  place INTEGER NOT NULL,
  line INTEGER NOT NULL,
  identity BLOB NOT NULL,
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  party TEXT,
  locale TEXT NOT NULL,
  reference TEXT,
  grade INTEGER,
  state TEXT NOT NULL CHECK (state IN (
    'unchecked', 'ready', 'in-error', 'has-one', 'repeated', 'being-issued', 'issued', 'needs-script', 'not-printable'
  )),
  has_account INTEGER NOT NULL CHECK (has_account IN (0, 1)),
  warned INTEGER NOT NULL CHECK (warned IN (0, 1)),
  findings TEXT NOT NULL,
  person BLOB,
  enrolment BLOB,
  PRIMARY KEY (workshop, place),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX workshop_participants_state ON workshop_participants (workshop, state, place);
CREATE INDEX workshop_participants_identity ON workshop_participants (identity) WHERE enrolment IS NOT NULL;
CREATE INDEX workshop_participants_name ON workshop_participants (name_key) WHERE enrolment IS NOT NULL;
