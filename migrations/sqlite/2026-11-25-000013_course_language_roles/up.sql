-- Roles for a course in a language. SQLite changes no constraint in place.
CREATE TABLE new_role_grants (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('site', 'party', 'course', 'locale', 'course-locale')),
  scope_key TEXT NOT NULL,
  granted_by BLOB REFERENCES people (id),
  granted_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_by BLOB REFERENCES people (id),
  revoked_at INTEGER
) STRICT;
INSERT INTO new_role_grants
  SELECT id, person, role, scope_kind, scope_key, granted_by, granted_at, expires_at, revoked_by, revoked_at FROM role_grants;
DROP TABLE role_grants;
ALTER TABLE new_role_grants RENAME TO role_grants;
CREATE INDEX role_grants_person ON role_grants (person);
CREATE INDEX role_grants_role ON role_grants (role, scope_key);
CREATE UNIQUE INDEX role_grants_once ON role_grants (person, role, scope_kind, scope_key) WHERE revoked_at IS NULL;
