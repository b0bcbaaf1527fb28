-- Letters to those who translate. told_until: up to which moment a contributor was told what is new.
ALTER TABLE contributors ADD COLUMN told_until BIGINT NOT NULL DEFAULT 0;
CREATE INDEX contributors_told ON contributors (told_until, person);
CREATE INDEX source_revisions_created ON source_revisions (created_at);
CREATE INDEX translation_reviews_at ON translation_reviews (at);

-- When it was told that nobody who leads the locale is active.
ALTER TABLE locales ADD COLUMN lead_missed_at BIGINT;

-- Which kind of letter it is: an instance takes those that it can write. Empty: posted by an instance that did not say.
ALTER TABLE outbox ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE outbox SET kind = letter::json ->> 'kind';
