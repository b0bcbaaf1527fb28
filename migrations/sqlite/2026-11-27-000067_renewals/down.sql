DROP INDEX jobs_leased;
DROP INDEX workshop_participants_enrolment;
ALTER TABLE enrolments DROP COLUMN renewed_through;
