-- Any text in any language: what is translated, by whom, and what is served of it.

-- Who translates: on which terms, and whether to be named.
CREATE TABLE contributors (
  person BYTEA NOT NULL PRIMARY KEY REFERENCES people (id),
  terms TEXT NOT NULL,
  licence TEXT NOT NULL CHECK (licence IN ('CC-BY-4.0', 'CC0-1.0')),
  accepted_at BIGINT NOT NULL,
  is_named BOOLEAN NOT NULL,
  wants_digest BOOLEAN NOT NULL,
  row_version INTEGER NOT NULL
);

-- plurals: whether CLDR knows the plural rules of the language, or it has one form.
CREATE TABLE locales (
  tag TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  autonym TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  name_es TEXT NOT NULL,
  plurals TEXT NOT NULL CHECK (plurals IN ('cldr', 'one-form')),
  bridge TEXT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'refused', 'seeding', 'beta', 'live', 'paused', 'archived')),
  motive TEXT NOT NULL,
  least_interface INTEGER NOT NULL CHECK (least_interface BETWEEN 1 AND 100),
  least_course INTEGER NOT NULL CHECK (least_course BETWEEN 1 AND 100),
  may_approve_own BOOLEAN NOT NULL,
  proposed_by BYTEA REFERENCES people (id),
  proposed_at BIGINT NOT NULL,
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT,
  row_version INTEGER NOT NULL
);

CREATE TABLE locale_supporters (
  locale TEXT COLLATE "C" NOT NULL REFERENCES locales (tag),
  person BYTEA NOT NULL REFERENCES people (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (locale, person)
);

-- rank: what trainees need most comes first, worked out once a day. unit_count, word_count: of the units that are not obsolete.
CREATE TABLE catalogues (
  id BYTEA NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('interface', 'course')),
  slug TEXT COLLATE "C" NOT NULL UNIQUE,
  source_locale TEXT COLLATE "C" NOT NULL,
  core BOOLEAN NOT NULL,
  priority INTEGER NOT NULL,
  deadline TEXT,
  rank INTEGER NOT NULL,
  unit_count INTEGER NOT NULL,
  word_count INTEGER NOT NULL,
  row_version INTEGER NOT NULL
);
CREATE INDEX catalogues_rank ON catalogues (rank, slug);

-- A unit keeps its newest source; source_revisions has all of them. A translation is stale when its revision is before
-- significant_revision.
CREATE TABLE units (
  id BYTEA NOT NULL PRIMARY KEY,
  catalogue BYTEA NOT NULL REFERENCES catalogues (id),
  key TEXT COLLATE "C" NOT NULL,
  ordinal INTEGER NOT NULL,
  section TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('message', 'markdown', 'cell', 'plain', 'caption')),
  note TEXT NOT NULL,
  max_length INTEGER,
  assessed BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  source_folded TEXT COLLATE "C" NOT NULL,
  source_hash TEXT COLLATE "C" NOT NULL,
  revision INTEGER NOT NULL,
  significant_revision INTEGER NOT NULL,
  words INTEGER NOT NULL,
  obsolete_at BIGINT,
  row_version INTEGER NOT NULL,
  UNIQUE (catalogue, key)
);
CREATE INDEX units_order ON units (catalogue, ordinal, id);
CREATE INDEX units_hash ON units (source_hash);

CREATE TABLE source_revisions (
  unit BYTEA NOT NULL REFERENCES units (id),
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  significant BOOLEAN NOT NULL,
  author BYTEA REFERENCES people (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (unit, number)
);

-- Hashes of what a unit's source says (MinHash over its words): units that share some are alike.
CREATE TABLE unit_signatures (
  hash INTEGER NOT NULL,
  unit BYTEA NOT NULL REFERENCES units (id),
  PRIMARY KEY (hash, unit)
);
CREATE INDEX unit_signatures_unit ON unit_signatures (unit);

-- Which unit, in which revision, each text of a course version is. blocks: a JSON list of the lessons' blocks.
CREATE TABLE course_layouts (
  version BYTEA NOT NULL PRIMARY KEY REFERENCES course_versions (id),
  catalogue BYTEA NOT NULL REFERENCES catalogues (id),
  layout TEXT NOT NULL
);

CREATE TABLE translations (
  id BYTEA NOT NULL PRIMARY KEY,
  unit BYTEA NOT NULL REFERENCES units (id),
  catalogue BYTEA NOT NULL REFERENCES catalogues (id),
  locale TEXT COLLATE "C" NOT NULL,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  body_folded TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL
    CHECK (state IN ('suggested', 'changes-requested', 'rejected', 'approved', 'superseded', 'withdrawn')),
  origin TEXT NOT NULL CHECK (origin IN ('person', 'memory', 'machine', 'import', 'repository')),
  author BYTEA REFERENCES people (id),
  newcomer BOOLEAN NOT NULL,
  fails BOOLEAN NOT NULL,
  findings TEXT NOT NULL,
  dismissals TEXT NOT NULL,
  votes INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  settled_at BIGINT,
  row_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX translations_approved ON translations (unit, locale) WHERE state = 'approved';
CREATE INDEX translations_unit ON translations (unit, locale, id);
CREATE INDEX translations_queue ON translations (locale, state, catalogue, id);
CREATE INDEX translations_author ON translations (author, id);

CREATE TABLE translation_reviews (
  id BYTEA NOT NULL PRIMARY KEY,
  translation BYTEA NOT NULL REFERENCES translations (id),
  reviewer BYTEA NOT NULL REFERENCES people (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'request-changes', 'reject')),
  reason TEXT
    CHECK (reason IN ('wrong-meaning', 'grammar', 'terminology', 'style', 'markup', 'untranslated', 'machine-output', 'duplicate',
      'other')),
  remark TEXT NOT NULL,
  edited_body TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX translation_reviews_translation ON translation_reviews (translation, id);
CREATE INDEX translation_reviews_reviewer ON translation_reviews (reviewer, id);

CREATE TABLE translation_votes (
  translation BYTEA NOT NULL REFERENCES translations (id),
  person BYTEA NOT NULL REFERENCES people (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (translation, person)
);

-- locale: of the translations into it; empty: of the unit itself.
CREATE TABLE unit_comments (
  id BYTEA NOT NULL PRIMARY KEY,
  unit BYTEA NOT NULL REFERENCES units (id),
  locale TEXT COLLATE "C" NOT NULL,
  author BYTEA NOT NULL REFERENCES people (id),
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE INDEX unit_comments_unit ON unit_comments (unit, locale, id);

-- Of each locale and catalogue, kept with every change of a translation, and counted anew when the source changes.
CREATE TABLE translation_counts (
  locale TEXT COLLATE "C" NOT NULL,
  catalogue BYTEA NOT NULL REFERENCES catalogues (id),
  approved INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  suggested INTEGER NOT NULL,
  changes_requested INTEGER NOT NULL,
  failing INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  approved_words INTEGER NOT NULL,
  stale_words INTEGER NOT NULL,
  PRIMARY KEY (locale, catalogue)
);

-- What a locale serves. subject: 'interface', or the slug of a course's catalogue. content: what was published, as JSON.
CREATE TABLE publications (
  id BYTEA NOT NULL PRIMARY KEY,
  locale TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  generation INTEGER NOT NULL,
  hash TEXT COLLATE "C" NOT NULL,
  content TEXT NOT NULL,
  unit_count INTEGER NOT NULL,
  edition BYTEA REFERENCES course_editions (id),
  rolled_back_to BYTEA,
  published_by BYTEA REFERENCES people (id),
  published_at BIGINT NOT NULL,
  UNIQUE (locale, subject, generation)
);

-- Terms with what they are called, and must not be called, in each locale.
CREATE TABLE terms (
  id BYTEA NOT NULL PRIMARY KEY,
  source TEXT COLLATE "C" NOT NULL UNIQUE,
  definition TEXT NOT NULL,
  row_version INTEGER NOT NULL
);

CREATE TABLE term_translations (
  term BYTEA NOT NULL REFERENCES terms (id),
  locale TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  forbidden BOOLEAN NOT NULL,
  note TEXT NOT NULL,
  author BYTEA REFERENCES people (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (term, locale, text)
);
CREATE INDEX term_translations_locale ON term_translations (locale, term);
