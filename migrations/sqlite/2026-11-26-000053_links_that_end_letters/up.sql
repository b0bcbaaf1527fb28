-- Links that end letters. SQLite changes no constraint in place.
CREATE TABLE new_account_tokens (
  hash BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('verify-email', 'reset-password', 'end-letters')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
INSERT INTO new_account_tokens SELECT hash, person, purpose, created_at, expires_at, used_at FROM account_tokens;
DROP TABLE account_tokens;
ALTER TABLE new_account_tokens RENAME TO account_tokens;
CREATE INDEX account_tokens_person ON account_tokens (person, purpose);
CREATE INDEX account_tokens_expiry ON account_tokens (expires_at);
