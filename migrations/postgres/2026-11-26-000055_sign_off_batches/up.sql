-- With whom somebody learned, so that a cohort is found in the queue.
ALTER TABLE certificate_candidates ADD COLUMN cohort BYTEA;
UPDATE certificate_candidates SET cohort = (
  SELECT e.cohort FROM enrolments e
  WHERE e.person = certificate_candidates.person AND e.id = certificate_candidates.enrolment
);
CREATE INDEX certificate_candidates_cohort ON certificate_candidates (cohort, state, id);

-- Sign-offs of many at once: what is confirmed is what was shown, and each item is decided once.
CREATE TABLE sign_off_batches (
  id BYTEA NOT NULL PRIMARY KEY,
  proposed_by BYTEA NOT NULL REFERENCES people (id),
  proposed_at BIGINT NOT NULL,
  token BYTEA NOT NULL,
  expires_at BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'running', 'done', 'stopped')),
  size INTEGER NOT NULL,
  confirmed_at BIGINT,
  finished_at BIGINT
);
CREATE INDEX sign_off_batches_expiry ON sign_off_batches (state, expires_at);

CREATE TABLE sign_off_batch_items (
  batch BYTEA NOT NULL REFERENCES sign_off_batches (id),
  place INTEGER NOT NULL,
  candidate BYTEA NOT NULL,
  seen BYTEA NOT NULL,
  outcome TEXT COLLATE "C",
  PRIMARY KEY (batch, place)
);
CREATE INDEX sign_off_batch_items_open ON sign_off_batch_items (batch, place) WHERE outcome IS NULL;
