-- Extra time at quizzes, granted to a person: in one of her enrolments, or in all of them.
CREATE TABLE accommodations (
  person BLOB NOT NULL REFERENCES people (id),
  id BLOB NOT NULL,
  enrolment BLOB,
  extra_time_percent INTEGER NOT NULL,
  reason TEXT NOT NULL,
  granted_by BLOB NOT NULL REFERENCES people (id),
  granted_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_by BLOB REFERENCES people (id),
  revoked_at INTEGER,
  PRIMARY KEY (person, id),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
) STRICT;
CREATE INDEX accommodations_id ON accommodations (id);
