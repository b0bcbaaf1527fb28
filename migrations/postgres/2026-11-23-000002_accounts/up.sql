-- People own what they learn; accounts are ways in, and a person may have none.
CREATE TABLE people (
  id BYTEA NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  locale TEXT COLLATE "C" NOT NULL,
  country TEXT COLLATE "C",
  row_version INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);

CREATE TABLE accounts (
  person BYTEA NOT NULL PRIMARY KEY REFERENCES people (id),
  email TEXT COLLATE "C" NOT NULL,
  email_key TEXT COLLATE "C" NOT NULL UNIQUE,
  password TEXT COLLATE "C" NOT NULL,
  verified_at BIGINT,
  disabled_at BIGINT,
  created_at BIGINT NOT NULL
);

CREATE TABLE account_tokens (
  hash BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL REFERENCES people (id),
  purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('verify-email', 'reset-password')),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX account_tokens_person ON account_tokens (person, purpose);
CREATE INDEX account_tokens_expiry ON account_tokens (expires_at);

CREATE TABLE setup_codes (
  hash BYTEA NOT NULL PRIMARY KEY,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE sessions (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL REFERENCES people (id),
  amr TEXT COLLATE "C" NOT NULL,
  auth_time BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX sessions_person ON sessions (person);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  hash BYTEA NOT NULL PRIMARY KEY,
  session BYTEA NOT NULL REFERENCES sessions (id),
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_age ON refresh_tokens (created_at);

CREATE TABLE role_grants (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL REFERENCES people (id),
  role TEXT COLLATE "C" NOT NULL,
  scope_kind TEXT COLLATE "C" NOT NULL CHECK (scope_kind IN ('site', 'party', 'course', 'locale')),
  scope_key TEXT COLLATE "C" NOT NULL,
  granted_by BYTEA REFERENCES people (id),
  granted_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_by BYTEA REFERENCES people (id),
  revoked_at BIGINT
);
CREATE INDEX role_grants_person ON role_grants (person);
CREATE INDEX role_grants_role ON role_grants (role, scope_key);
CREATE UNIQUE INDEX role_grants_once ON role_grants (person, role, scope_kind, scope_key) WHERE revoked_at IS NULL;
