-- The name that somebody answered for: who vouched for an office, and who signs certificates off.
ALTER TABLE affiliations ADD COLUMN name TEXT COLLATE "C";
UPDATE affiliations SET name = (SELECT p.name FROM people p WHERE p.id = affiliations.person) WHERE state = 'vouched';

ALTER TABLE certificate_candidates ADD COLUMN name TEXT COLLATE "C";
UPDATE certificate_candidates SET name = (SELECT p.name FROM people p WHERE p.id = certificate_candidates.person)
WHERE state = 'awaiting-sign-off' OR (decided_by IS NOT NULL AND state <> 'refused');

CREATE INDEX certificates_test ON certificates (test, person, enrolment);
