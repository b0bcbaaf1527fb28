-- Files with translations that came in, and how far each is. file: empty once it was read. faults: a JSON list.
CREATE TABLE translation_imports (
  id BYTEA NOT NULL PRIMARY KEY,
  locale TEXT COLLATE "C" NOT NULL REFERENCES locales (tag),
  catalogue BYTEA NOT NULL REFERENCES catalogues (id),
  format TEXT COLLATE "C" NOT NULL CHECK (format IN ('ftl', 'xliff', 'po', 'csv', 'tmx')),
  file BYTEA NOT NULL,
  dry_run BOOLEAN NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'refused')),
  total INTEGER NOT NULL,
  taken INTEGER NOT NULL,
  failing INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  faults TEXT NOT NULL,
  imported_by BYTEA REFERENCES people (id),
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX translation_imports_locale ON translation_imports (locale, id);
