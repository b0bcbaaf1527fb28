-- People own what they learn; accounts are ways in, and a person may have none.
CREATE TABLE people (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  locale TEXT NOT NULL,
  country TEXT,
  row_version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  erased_at INTEGER
) STRICT;

CREATE TABLE accounts (
  person BLOB NOT NULL PRIMARY KEY REFERENCES people (id),
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  verified_at INTEGER,
  disabled_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE account_tokens (
  hash BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('verify-email', 'reset-password')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX account_tokens_person ON account_tokens (person, purpose);
CREATE INDEX account_tokens_expiry ON account_tokens (expires_at);

CREATE TABLE setup_codes (
  hash BLOB NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE TABLE sessions (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  amr TEXT NOT NULL,
  auth_time INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX sessions_person ON sessions (person);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE refresh_tokens (
  hash BLOB NOT NULL PRIMARY KEY,
  session BLOB NOT NULL REFERENCES sessions (id),
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_age ON refresh_tokens (created_at);

CREATE TABLE role_grants (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('site', 'party', 'course', 'locale')),
  scope_key TEXT NOT NULL,
  granted_by BLOB REFERENCES people (id),
  granted_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_by BLOB REFERENCES people (id),
  revoked_at INTEGER
) STRICT;
CREATE INDEX role_grants_person ON role_grants (person);
CREATE INDEX role_grants_role ON role_grants (role, scope_key);
CREATE UNIQUE INDEX role_grants_once ON role_grants (person, role, scope_kind, scope_key) WHERE revoked_at IS NULL;
