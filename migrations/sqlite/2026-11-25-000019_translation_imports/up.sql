-- Files with translations that came in, and how far each is. file: empty once it was read. faults: a JSON list.
CREATE TABLE translation_imports (
  id BLOB NOT NULL PRIMARY KEY,
  locale TEXT NOT NULL REFERENCES locales (tag),
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  format TEXT NOT NULL CHECK (format IN ('ftl', 'xliff', 'po', 'csv', 'tmx')),
  file BLOB NOT NULL,
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused')),
  total INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  failing INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  faults TEXT NOT NULL,
  imported_by BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX translation_imports_locale ON translation_imports (locale, id);
