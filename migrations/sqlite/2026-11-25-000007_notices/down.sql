DROP INDEX enrolments_end;
ALTER TABLE enrolments DROP COLUMN reminded_at;
ALTER TABLE enrolments DROP COLUMN announced_at;
DROP INDEX affiliations_end;
ALTER TABLE affiliations DROP COLUMN reminded_at;
ALTER TABLE affiliations DROP COLUMN announced_at;
