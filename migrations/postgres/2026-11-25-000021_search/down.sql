DROP INDEX IF EXISTS translations_text;
DROP INDEX IF EXISTS units_text;
DROP INDEX translations_unit;
CREATE INDEX translations_unit ON translations (unit, locale, id);
