-- How a unit stands in a locale is read from an index alone.
DROP INDEX translations_unit;
CREATE INDEX translations_unit ON translations (unit, locale, state, revision, fails);

-- Any part of a text is found by its trigrams. pg_trgm is trusted: whoever owns the database may add it. Where the server does not
-- have it, a search finds the same and takes more time.
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX units_text ON units USING gin (source_folded gin_trgm_ops);
  CREATE INDEX translations_text ON translations USING gin (body_folded gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'pg_trgm is not there: %', SQLERRM;
END $$;
