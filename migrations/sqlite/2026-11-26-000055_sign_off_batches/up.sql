-- With whom somebody learned, so that a cohort is found in the queue.
ALTER TABLE certificate_candidates ADD COLUMN cohort BLOB;
UPDATE certificate_candidates SET cohort = (
  SELECT e.cohort FROM enrolments e
  WHERE e.person = certificate_candidates.person AND e.id = certificate_candidates.enrolment
);
CREATE INDEX certificate_candidates_cohort ON certificate_candidates (cohort, state, id);

-- Sign-offs of many at once: what is confirmed is what was shown, and each item is decided once.
CREATE TABLE sign_off_batches (
  id BLOB NOT NULL PRIMARY KEY,
  proposed_by BLOB NOT NULL REFERENCES people (id),
  proposed_at INTEGER NOT NULL,
  token BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'running', 'done', 'stopped')),
  size INTEGER NOT NULL,
  confirmed_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX sign_off_batches_expiry ON sign_off_batches (state, expires_at);

CREATE TABLE sign_off_batch_items (
  batch BLOB NOT NULL REFERENCES sign_off_batches (id),
  place INTEGER NOT NULL,
  candidate BLOB NOT NULL,
  seen BLOB NOT NULL,
  outcome TEXT,
  PRIMARY KEY (batch, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_off_batch_items_open ON sign_off_batch_items (batch, place) WHERE outcome IS NULL;
