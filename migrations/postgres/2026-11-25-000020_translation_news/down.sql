ALTER TABLE outbox DROP COLUMN kind;
DROP INDEX translation_reviews_at;
DROP INDEX source_revisions_created;
DROP INDEX contributors_told;
ALTER TABLE contributors DROP COLUMN told_until;
