ALTER TABLE outbox DROP COLUMN kind;
ALTER TABLE locales DROP COLUMN lead_missed_at;
DROP INDEX translation_reviews_at;
DROP INDEX source_revisions_created;
DROP INDEX contributors_told;
ALTER TABLE contributors DROP COLUMN told_until;
