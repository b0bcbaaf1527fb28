-- Extra time at quizzes, granted to a person: in one of her enrolments, or in all of them.
CREATE TABLE accommodations (
  person BYTEA NOT NULL REFERENCES people (id),
  id BYTEA NOT NULL,
  enrolment BYTEA,
  extra_time_percent INTEGER NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  granted_by BYTEA NOT NULL REFERENCES people (id),
  granted_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_by BYTEA REFERENCES people (id),
  revoked_at BIGINT,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);
CREATE INDEX accommodations_id ON accommodations (id);
