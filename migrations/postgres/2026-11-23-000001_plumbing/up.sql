-- What every process of a college shares: changes for the caches, work to be done, answers to be repeated, what staff did.
CREATE TABLE changes (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX changes_at ON changes (at);

CREATE TABLE keys (
  kid TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  purpose TEXT COLLATE "C" NOT NULL,
  generation INTEGER NOT NULL,
  sealed BYTEA NOT NULL,
  active_from BIGINT NOT NULL,
  active_until BIGINT,
  UNIQUE (purpose, generation)
);

CREATE TABLE jobs (
  id BYTEA NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  payload TEXT COLLATE "C" NOT NULL,
  once_key TEXT COLLATE "C" UNIQUE,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  due_at BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  leased_until BIGINT,
  last_error TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX jobs_due ON jobs (state, due_at);

CREATE TABLE outbox (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA,
  address TEXT COLLATE "C" NOT NULL,
  locale TEXT COLLATE "C" NOT NULL,
  letter TEXT COLLATE "C" NOT NULL,
  urgency INTEGER NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  due_at BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  leased_until BIGINT,
  last_error TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX outbox_due ON outbox (state, urgency, due_at);

CREATE TABLE idempotency_keys (
  person BYTEA NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  request BYTEA NOT NULL,
  answer TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (person, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);

CREATE TABLE audit (
  id BYTEA NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor BYTEA,
  act TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, id);

CREATE TABLE throttles (
  key BYTEA NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  blocked_until BIGINT NOT NULL,
  forgotten_at BIGINT NOT NULL
);
CREATE INDEX throttles_forgotten ON throttles (forgotten_at);
