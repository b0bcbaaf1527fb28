-- How a unit stands in a locale is read from an index alone.
DROP INDEX translations_unit;
CREATE INDEX translations_unit ON translations (unit, locale, state, revision, fails);

-- Any part of a text is found by its trigrams. searched_texts gives each text a number that survives VACUUM; locale: empty for a
-- source. Both are kept by triggers and hold nothing of their own.
CREATE TABLE searched_texts (
  number INTEGER NOT NULL PRIMARY KEY,
  owner BLOB NOT NULL UNIQUE,
  unit BLOB NOT NULL,
  locale TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE searched_grams
  USING fts5 (locale, body, content = '', contentless_delete = 1, detail = column, tokenize = 'trigram');

INSERT INTO searched_texts (owner, unit, locale) SELECT id, id, '' FROM units;
INSERT INTO searched_texts (owner, unit, locale) SELECT id, unit, locale FROM translations;
INSERT INTO searched_grams (rowid, locale, body)
  SELECT number, '<source>', source_folded FROM searched_texts JOIN units ON units.id = owner;
INSERT INTO searched_grams (rowid, locale, body)
  SELECT number, '<' || translations.locale || '>', body_folded FROM searched_texts JOIN translations ON translations.id = owner;

CREATE TRIGGER units_searched AFTER INSERT ON units BEGIN
  INSERT INTO searched_texts (owner, unit, locale) VALUES (new.id, new.id, '');
  INSERT INTO searched_grams (rowid, locale, body)
    SELECT number, '<source>', new.source_folded FROM searched_texts WHERE owner = new.id;
END;
CREATE TRIGGER units_searched_anew AFTER UPDATE OF source_folded ON units WHEN old.source_folded <> new.source_folded BEGIN
  UPDATE searched_grams SET locale = '<source>', body = new.source_folded
    WHERE rowid = (SELECT number FROM searched_texts WHERE owner = new.id);
END;
CREATE TRIGGER translations_searched AFTER INSERT ON translations BEGIN
  INSERT INTO searched_texts (owner, unit, locale) VALUES (new.id, new.unit, new.locale);
  INSERT INTO searched_grams (rowid, locale, body)
    SELECT number, '<' || new.locale || '>', new.body_folded FROM searched_texts WHERE owner = new.id;
END;
CREATE TRIGGER translations_searched_anew AFTER UPDATE OF body_folded ON translations WHEN old.body_folded <> new.body_folded BEGIN
  UPDATE searched_grams SET locale = '<' || new.locale || '>', body = new.body_folded
    WHERE rowid = (SELECT number FROM searched_texts WHERE owner = new.id);
END;
