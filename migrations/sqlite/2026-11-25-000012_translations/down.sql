DROP TABLE term_translations;
DROP TABLE terms;
DROP TABLE publications;
DROP TABLE translation_counts;
DROP TABLE unit_comments;
DROP TABLE translation_votes;
DROP TABLE translation_reviews;
DROP TABLE translations;
DROP TABLE course_layouts;
DROP TABLE unit_signatures;
DROP TABLE source_revisions;
DROP TABLE units;
DROP TABLE catalogues;
DROP TABLE locale_supporters;
DROP TABLE locales;
DROP TABLE contributors;
ALTER TABLE role_grants RENAME TO former_grants;
DROP INDEX role_grants_person;
DROP INDEX role_grants_role;
DROP INDEX role_grants_once;
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
INSERT INTO role_grants SELECT * FROM former_grants WHERE scope_kind <> 'course-locale';
DROP TABLE former_grants;
CREATE INDEX role_grants_person ON role_grants (person);
CREATE INDEX role_grants_role ON role_grants (role, scope_key);
CREATE UNIQUE INDEX role_grants_once ON role_grants (person, role, scope_kind, scope_key) WHERE revoked_at IS NULL;
