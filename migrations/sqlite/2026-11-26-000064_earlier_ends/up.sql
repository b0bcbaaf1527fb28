-- A certificate may end before the moment that is printed on it, when the Secretariat says so of earlier versions of a course.
ALTER TABLE certificates ADD COLUMN ends_early INTEGER;
-- How often that changed.
ALTER TABLE certificates ADD COLUMN end_changes INTEGER NOT NULL DEFAULT 0;
DROP INDEX certificates_expiry;
CREATE INDEX certificates_expiry ON certificates (coalesce(ends_early, valid_until), id)
  WHERE coalesce(ends_early, valid_until) IS NOT NULL AND withdrawn IS NULL;
CREATE INDEX certificates_ended_early ON certificates (ends_early) WHERE ends_early IS NOT NULL;
