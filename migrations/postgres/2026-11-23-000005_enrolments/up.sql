-- Who learns what, how far, and with which answers. All that grows with people begins its key with the person.
CREATE TABLE enrolments (
  person BYTEA NOT NULL REFERENCES people (id),
  id BYTEA NOT NULL,
  course BYTEA NOT NULL REFERENCES courses (id),
  version BYTEA NOT NULL REFERENCES course_versions (id),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'active', 'refused', 'withdrawn', 'completed')),
  locale TEXT COLLATE "C" NOT NULL,
  cohort BYTEA REFERENCES cohorts (id),
  affiliation BYTEA REFERENCES affiliations (id),
  party TEXT COLLATE "C",
  authority TEXT COLLATE "C",
  requested_at BIGINT NOT NULL,
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT COLLATE "C",
  expires_at BIGINT,
  completed_at BIGINT,
  grade INTEGER,
  PRIMARY KEY (person, id)
);
CREATE INDEX enrolments_id ON enrolments (id);
CREATE UNIQUE INDEX enrolments_open ON enrolments (person, course) WHERE state IN ('requested', 'active');
CREATE INDEX enrolments_queue ON enrolments (state, id);
CREATE INDEX enrolments_course ON enrolments (course, state, id);
CREATE INDEX enrolments_queue_of_party ON enrolments (party, state, id);

CREATE TABLE activity_states (
  person BYTEA NOT NULL,
  enrolment BYTEA NOT NULL,
  activity TEXT COLLATE "C" NOT NULL,
  viewed_at BIGINT,
  active_seconds INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  score INTEGER,
  passed BOOLEAN NOT NULL,
  completed_at BIGINT,
  completed_version BYTEA,
  completed_locale TEXT COLLATE "C",
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (person, enrolment, activity),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);

CREATE TABLE progress_events (
  person BYTEA NOT NULL,
  id BYTEA NOT NULL,
  enrolment BYTEA NOT NULL,
  activity TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  active_seconds INTEGER NOT NULL,
  score INTEGER,
  edition TEXT COLLATE "C",
  occurred_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE INDEX progress_events_activity ON progress_events (person, enrolment, activity, occurred_at);

CREATE TABLE attempts (
  person BYTEA NOT NULL,
  id BYTEA NOT NULL,
  enrolment BYTEA NOT NULL,
  activity TEXT COLLATE "C" NOT NULL,
  number INTEGER NOT NULL,
  version BYTEA NOT NULL REFERENCES course_versions (id),
  edition BYTEA NOT NULL REFERENCES course_editions (id),
  seed BIGINT NOT NULL,
  questions TEXT COLLATE "C" NOT NULL,
  started_at BIGINT NOT NULL,
  deadline BIGINT,
  submitted_at BIGINT,
  score INTEGER,
  passed BOOLEAN,
  marks TEXT COLLATE "C",
  PRIMARY KEY (person, id),
  UNIQUE (person, enrolment, activity, number),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE INDEX attempts_id ON attempts (id);
CREATE UNIQUE INDEX attempts_open ON attempts (person, enrolment, activity) WHERE submitted_at IS NULL;
CREATE INDEX attempts_deadline ON attempts (deadline) WHERE submitted_at IS NULL;

CREATE TABLE attempt_answers (
  person BYTEA NOT NULL,
  attempt BYTEA NOT NULL,
  question TEXT COLLATE "C" NOT NULL,
  answer TEXT COLLATE "C" NOT NULL,
  late BOOLEAN NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (person, attempt, question, late),
  FOREIGN KEY (person, attempt) REFERENCES attempts (person, id)
);
