-- Everybody who is owed a certificate is a candidate, with the edition that was completed and how far the certificate has
-- come: what is owed is found here, and not in the jobs that see to it.
ALTER TABLE certificate_candidates RENAME TO former_candidates;
DROP INDEX certificate_candidates_queue;

CREATE TABLE certificate_candidates (
  person BYTEA NOT NULL,
  enrolment BYTEA NOT NULL,
  id BYTEA NOT NULL UNIQUE,
  course BYTEA NOT NULL REFERENCES courses (id),
  edition BYTEA NOT NULL REFERENCES course_editions (id),
  party TEXT COLLATE "C",
  completed_at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (
    state IN ('awaiting-sign-off', 'refused', 'being-issued', 'needs-script', 'not-printable', 'issued')
  ),
  script TEXT COLLATE "C",
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT COLLATE "C",
  PRIMARY KEY (person, enrolment),
  FOREIGN KEY (person, enrolment) REFERENCES enrolments (person, id)
);

INSERT INTO certificate_candidates
SELECT
  e.person, e.id, coalesce(f.id, e.id), e.course,
  coalesce(c.edition, (
    SELECT edition.id FROM course_editions edition
    WHERE edition.version = e.version
    ORDER BY CASE WHEN edition.locale = e.locale THEN 0 ELSE 1 END, edition.generation DESC
    LIMIT 1
  )),
  e.party, e.completed_at,
  CASE
    WHEN c.id IS NOT NULL THEN 'issued'
    WHEN f.state IN ('awaiting-sign-off', 'refused') THEN f.state
    ELSE 'being-issued'
  END,
  NULL, f.decided_by, f.decided_at, f.reason
FROM enrolments e
LEFT JOIN former_candidates f ON f.person = e.person AND f.enrolment = e.id
LEFT JOIN certificates c ON c.person = e.person AND c.enrolment = e.id AND c.superseded_by IS NULL
WHERE e.completed_at IS NOT NULL AND (
  f.id IS NOT NULL OR c.id IS NOT NULL OR EXISTS (
    SELECT 1 FROM jobs j WHERE j.kind = 'issue-certificate' AND replace(j.once_key, '-', '') = 'issue:' || encode(e.id, 'hex')
  )
);
DROP TABLE former_candidates;

CREATE INDEX certificate_candidates_queue ON certificate_candidates (state, id);
CREATE INDEX certificate_candidates_course ON certificate_candidates (course, state, id);
CREATE INDEX certificate_candidates_party ON certificate_candidates (party, state, id);
