-- Who was told of what, so that nobody is told twice.
-- announced_at: those who decide were told of the request. reminded_at: the person was told that the end is near.
ALTER TABLE affiliations ADD COLUMN announced_at BIGINT;
ALTER TABLE affiliations ADD COLUMN reminded_at BIGINT;
CREATE INDEX affiliations_end ON affiliations (state, expires_at);
ALTER TABLE enrolments ADD COLUMN announced_at BIGINT;
ALTER TABLE enrolments ADD COLUMN reminded_at BIGINT;
CREATE INDEX enrolments_end ON enrolments (state, expires_at);
