ALTER TABLE certificate_candidates RENAME TO latter_candidates;
DROP INDEX certificate_candidates_queue;
DROP INDEX certificate_candidates_course;
DROP INDEX certificate_candidates_party;

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

INSERT INTO certificate_candidates
SELECT
  person, enrolment, id, course, party, completed_at,
  CASE WHEN state IN ('awaiting-sign-off', 'refused') THEN state ELSE 'signed-off' END,
  decided_by, decided_at, reason
FROM latter_candidates
WHERE state = 'awaiting-sign-off' OR decided_by IS NOT NULL;
DROP TABLE latter_candidates;

CREATE INDEX certificate_candidates_queue ON certificate_candidates (state, id);
