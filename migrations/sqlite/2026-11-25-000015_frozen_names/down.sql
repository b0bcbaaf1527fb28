DROP INDEX certificates_test;
ALTER TABLE certificate_candidates DROP COLUMN name;
ALTER TABLE affiliations DROP COLUMN name;
