-- The versions that an enrolment had before, each with its end, as JSON: what was done by their rules stays done.
ALTER TABLE enrolments ADD COLUMN versions_left TEXT COLLATE "C";
