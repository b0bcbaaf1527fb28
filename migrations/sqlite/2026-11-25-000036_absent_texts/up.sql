-- Texts of the catalogue that were not in the file.
ALTER TABLE translation_imports ADD COLUMN absent INTEGER NOT NULL DEFAULT 0;
