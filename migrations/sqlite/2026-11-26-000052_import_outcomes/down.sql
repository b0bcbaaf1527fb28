ALTER TABLE translation_imports DROP COLUMN moved;
ALTER TABLE translation_imports DROP COLUMN waiting;
