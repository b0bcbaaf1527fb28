ALTER TABLE translation_imports DROP COLUMN absent;
