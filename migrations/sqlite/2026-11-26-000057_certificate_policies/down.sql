DROP INDEX certificates_expiry;
ALTER TABLE certificates DROP COLUMN reminded;
DROP TABLE certificate_policies;
