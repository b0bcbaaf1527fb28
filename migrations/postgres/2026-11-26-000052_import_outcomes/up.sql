-- Texts of a file that wait as suggestions already, word by word, and those whose source moved while the file was read.
ALTER TABLE translation_imports ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE translation_imports ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
