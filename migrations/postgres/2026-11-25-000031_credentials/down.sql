DROP TABLE certificate_credentials;
DROP TABLE status_lists;
DROP INDEX certificates_unsigned;
ALTER TABLE certificates DROP COLUMN signed;
