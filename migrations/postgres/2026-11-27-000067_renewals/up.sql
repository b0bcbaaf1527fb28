-- An enrolment that another one completed: that of the course that renews its certificates.
ALTER TABLE enrolments ADD COLUMN renewed_through BYTEA;

CREATE INDEX workshop_participants_enrolment ON workshop_participants (person, enrolment) WHERE enrolment IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (leased_until) WHERE leased_until IS NOT NULL;
