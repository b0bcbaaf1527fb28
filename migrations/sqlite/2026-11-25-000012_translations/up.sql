-- Any text in any language: what is translated, by whom, and what is served of it.

-- Who translates: on which terms, and whether to be named.
CREATE TABLE contributors (
  person BLOB NOT NULL PRIMARY KEY REFERENCES people (id),
  terms TEXT NOT NULL,
  licence TEXT NOT NULL CHECK (licence IN ('CC-BY-4.0', 'CC0-1.0')),
  accepted_at INTEGER NOT NULL,
  is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
  wants_digest INTEGER NOT NULL CHECK (wants_digest IN (0, 1)),
  row_version INTEGER NOT NULL
) STRICT;

-- plurals: whether CLDR knows the plural rules of the language, or it has one form.
CREATE TABLE locales (
  tag TEXT NOT NULL PRIMARY KEY,
  autonym TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  name_es TEXT NOT NULL,
  plurals TEXT NOT NULL CHECK (plurals IN ('cldr', 'one-form')),
  bridge TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'refused', 'seeding', 'beta', 'live', 'paused', 'archived')),
  motive TEXT NOT NULL,
  least_interface INTEGER NOT NULL CHECK (least_interface BETWEEN 1 AND 100),
  least_course INTEGER NOT NULL CHECK (least_course BETWEEN 1 AND 100),
  may_approve_own INTEGER NOT NULL CHECK (may_approve_own IN (0, 1)),
  proposed_by BLOB REFERENCES people (id),
  proposed_at INTEGER NOT NULL,
  decided_by BLOB REFERENCES people (id),
  decided_at INTEGER,
  reason TEXT,
  row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE locale_supporters (
  locale TEXT NOT NULL REFERENCES locales (tag),
  person BLOB NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (locale, person)
) STRICT;

-- rank: what trainees need most comes first, worked out once a day. unit_count, word_count: of the units that are not obsolete.
CREATE TABLE catalogues (
  id BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('interface', 'course')),
  slug TEXT NOT NULL UNIQUE,
  source_locale TEXT NOT NULL,
  core INTEGER NOT NULL CHECK (core IN (0, 1)),
  priority INTEGER NOT NULL,
  deadline TEXT,
  rank INTEGER NOT NULL,
  unit_count INTEGER NOT NULL,
  word_count INTEGER NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogues_rank ON catalogues (rank, slug);

-- A unit keeps its newest source; source_revisions has all of them. A translation is stale when its revision is before
-- significant_revision.
CREATE TABLE units (
  id BLOB NOT NULL PRIMARY KEY,
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  key TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  section TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'markdown', 'cell', 'plain', 'caption')),
  note TEXT NOT NULL,
  max_length INTEGER,
  assessed INTEGER NOT NULL CHECK (assessed IN (0, 1)),
  source TEXT NOT NULL,
  source_folded TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  revision INTEGER NOT NULL,
  significant_revision INTEGER NOT NULL,
  words INTEGER NOT NULL,
  obsolete_at INTEGER,
  row_version INTEGER NOT NULL,
  UNIQUE (catalogue, key)
) STRICT;
CREATE INDEX units_order ON units (catalogue, ordinal, id);
CREATE INDEX units_hash ON units (source_hash);

CREATE TABLE source_revisions (
  unit BLOB NOT NULL REFERENCES units (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  significant INTEGER NOT NULL CHECK (significant IN (0, 1)),
  author BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (unit, number)
) STRICT;

-- Hashes of what a unit's source says (MinHash over its words): units that share some are alike.
CREATE TABLE unit_signatures (
  hash INTEGER NOT NULL,
  unit BLOB NOT NULL REFERENCES units (id),
  PRIMARY KEY (hash, unit)
) STRICT;
CREATE INDEX unit_signatures_unit ON unit_signatures (unit);

-- Which unit, in which revision, each text of a course version is. blocks: a JSON list of the lessons' blocks.
CREATE TABLE course_layouts (
  version BLOB NOT NULL PRIMARY KEY REFERENCES course_versions (id),
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  layout TEXT NOT NULL
) STRICT;

CREATE TABLE translations (
  id BLOB NOT NULL PRIMARY KEY,
  unit BLOB NOT NULL REFERENCES units (id),
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  locale TEXT NOT NULL,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  body_folded TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('suggested', 'changes-requested', 'rejected', 'approved', 'superseded', 'withdrawn')),
  origin TEXT NOT NULL CHECK (origin IN ('person', 'memory', 'machine', 'import', 'repository')),
  author BLOB REFERENCES people (id),
  newcomer INTEGER NOT NULL CHECK (newcomer IN (0, 1)),
  fails INTEGER NOT NULL CHECK (fails IN (0, 1)),
  findings TEXT NOT NULL,
  dismissals TEXT NOT NULL,
  votes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  row_version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX translations_approved ON translations (unit, locale) WHERE state = 'approved';
CREATE INDEX translations_unit ON translations (unit, locale, id);
CREATE INDEX translations_queue ON translations (locale, state, catalogue, id);
CREATE INDEX translations_author ON translations (author, id);

CREATE TABLE translation_reviews (
  id BLOB NOT NULL PRIMARY KEY,
  translation BLOB NOT NULL REFERENCES translations (id),
  reviewer BLOB NOT NULL REFERENCES people (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'request-changes', 'reject')),
  reason TEXT
    CHECK (reason IN ('wrong-meaning', 'grammar', 'terminology', 'style', 'markup', 'untranslated', 'machine-output', 'duplicate',
      'other')),
  remark TEXT NOT NULL,
  edited_body TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX translation_reviews_translation ON translation_reviews (translation, id);
CREATE INDEX translation_reviews_reviewer ON translation_reviews (reviewer, id);

CREATE TABLE translation_votes (
  translation BLOB NOT NULL REFERENCES translations (id),
  person BLOB NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (translation, person)
) STRICT;

-- locale: of the translations into it; empty: of the unit itself.
CREATE TABLE unit_comments (
  id BLOB NOT NULL PRIMARY KEY,
  unit BLOB NOT NULL REFERENCES units (id),
  locale TEXT NOT NULL,
  author BLOB NOT NULL REFERENCES people (id),
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX unit_comments_unit ON unit_comments (unit, locale, id);

-- Of each locale and catalogue, kept with every change of a translation, and counted anew when the source changes.
CREATE TABLE translation_counts (
  locale TEXT NOT NULL,
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  approved INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  suggested INTEGER NOT NULL,
  changes_requested INTEGER NOT NULL,
  failing INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  approved_words INTEGER NOT NULL,
  stale_words INTEGER NOT NULL,
  PRIMARY KEY (locale, catalogue)
) STRICT;

-- What a locale serves. subject: 'interface', or the slug of a course's catalogue. content: what was published, as JSON.
CREATE TABLE publications (
  id BLOB NOT NULL PRIMARY KEY,
  locale TEXT NOT NULL,
  subject TEXT NOT NULL,
  generation INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  unit_count INTEGER NOT NULL,
  edition BLOB REFERENCES course_editions (id),
  rolled_back_to BLOB,
  published_by BLOB REFERENCES people (id),
  published_at INTEGER NOT NULL,
  UNIQUE (locale, subject, generation)
) STRICT;

-- Terms with what they are called, and must not be called, in each locale.
CREATE TABLE terms (
  id BLOB NOT NULL PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE term_translations (
  term BLOB NOT NULL REFERENCES terms (id),
  locale TEXT NOT NULL,
  text TEXT NOT NULL,
  forbidden INTEGER NOT NULL CHECK (forbidden IN (0, 1)),
  note TEXT NOT NULL,
  author BLOB REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (term, locale, text)
) STRICT;
CREATE INDEX term_translations_locale ON term_translations (locale, term);
