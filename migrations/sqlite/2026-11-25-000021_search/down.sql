DROP TRIGGER translations_searched_anew;
DROP TRIGGER translations_searched;
DROP TRIGGER units_searched_anew;
DROP TRIGGER units_searched;
DROP TABLE searched_grams;
DROP TABLE searched_texts;
DROP INDEX translations_unit;
CREATE INDEX translations_unit ON translations (unit, locale, id);
