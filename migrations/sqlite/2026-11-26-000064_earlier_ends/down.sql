DROP INDEX certificates_ended_early;
DROP INDEX certificates_expiry;
ALTER TABLE certificates DROP COLUMN end_changes;
ALTER TABLE certificates DROP COLUMN ends_early;
CREATE INDEX certificates_expiry ON certificates (valid_until, id) WHERE valid_until IS NOT NULL AND withdrawn IS NULL;
