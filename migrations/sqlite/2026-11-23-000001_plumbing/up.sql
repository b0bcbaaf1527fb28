-- What every process of a college shares: changes for the caches, work to be done, answers to be repeated, what staff did.
CREATE TABLE changes (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX changes_at ON changes (at);

CREATE TABLE keys (
  kid TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  generation INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  active_from INTEGER NOT NULL,
  active_until INTEGER,
  UNIQUE (purpose, generation)
) STRICT;

CREATE TABLE jobs (
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  once_key TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  due_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  leased_until INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX jobs_due ON jobs (state, due_at);

CREATE TABLE outbox (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB,
  address TEXT NOT NULL,
  locale TEXT NOT NULL,
  letter TEXT NOT NULL,
  urgency INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  due_at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  leased_until INTEGER,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  sent_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (state, urgency, due_at);

CREATE TABLE idempotency_keys (
  person BLOB NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  answer TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT;
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);

CREATE TABLE audit (
  id BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor BLOB,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, id);

CREATE TABLE throttles (
  key BLOB NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  forgotten_at INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_forgotten ON throttles (forgotten_at);
