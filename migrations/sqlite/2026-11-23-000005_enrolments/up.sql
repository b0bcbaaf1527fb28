-- Who learns what, how far, and with which answers. All that grows with people begins its key with the person.
CREATE TABLE enrolments (
  person BLOB NOT NULL REFERENCES people (id),
  id BLOB NOT NULL,
  course BLOB NOT NULL REFERENCES courses (id),
  version BLOB NOT NULL REFERENCES course_versions (id),
  state TEXT NOT NULL CHECK (state IN ('requested', 'active', 'refused', 'withdrawn', 'completed')),
  locale TEXT NOT NULL,
  cohort BLOB REFERENCES cohorts (id),
  affiliation BLOB REFERENCES affiliations (id),
  party TEXT,
  authority TEXT,
  requested_at INTEGER NOT NULL,
  decided_by BLOB REFERENCES people (id),
  decided_at INTEGER,
  reason TEXT,
  expires_at INTEGER,
  completed_at INTEGER,
  grade INTEGER,
  PRIMARY KEY (person, id)
) STRICT;
CREATE INDEX enrolments_id ON enrolments (id);
CREATE UNIQUE INDEX enrolments_open ON enrolments (person, course) WHERE state IN ('requested', 'active');
CREATE INDEX enrolments_queue ON enrolments (state, id);
CREATE INDEX enrolments_course ON enrolments (course, state, id);
CREATE INDEX enrolments_queue_of_party ON enrolments (party, state, id);

CREATE TABLE activity_states (
  person BLOB NOT NULL,
  enrolment BLOB NOT NULL,
  activity TEXT NOT NULL,
  viewed_at INTEGER,
  active_seconds INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  score INTEGER,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  completed_at INTEGER,
  completed_version BLOB,
  completed_locale TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (person, enrolment, activity),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress_events (
  person BLOB NOT NULL,
  id BLOB NOT NULL,
  enrolment BLOB NOT NULL,
  activity TEXT NOT NULL,
  kind TEXT NOT NULL,
  active_seconds INTEGER NOT NULL,
  score INTEGER,
  edition TEXT,
  occurred_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX progress_events_activity ON progress_events (person, enrolment, activity, occurred_at);

CREATE TABLE attempts (
  person BLOB NOT NULL,
  id BLOB NOT NULL,
  enrolment BLOB NOT NULL,
  activity TEXT NOT NULL,
  number INTEGER NOT NULL,
  version BLOB NOT NULL REFERENCES course_versions (id),
  edition BLOB NOT NULL REFERENCES course_editions (id),
  seed INTEGER NOT NULL,
  questions TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  deadline INTEGER,
  submitted_at INTEGER,
  score INTEGER,
  passed INTEGER CHECK (passed IN (0, 1)),
  marks TEXT,
  PRIMARY KEY (person, id),
  UNIQUE (person, enrolment, activity, number),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT;
CREATE INDEX attempts_id ON attempts (id);
CREATE UNIQUE INDEX attempts_open ON attempts (person, enrolment, activity) WHERE submitted_at IS NULL;
CREATE INDEX attempts_deadline ON attempts (deadline) WHERE submitted_at IS NULL;

CREATE TABLE attempt_answers (
  person BLOB NOT NULL,
  attempt BLOB NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (person, attempt, question, late),
  FOREIGN KEY (person, attempt) REFERENCES attempts (person, id)
) STRICT, WITHOUT ROWID;
