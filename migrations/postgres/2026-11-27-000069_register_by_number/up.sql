-- The register is in the order of numbers also where several certificates were issued in one moment. The new indexes come first:
-- meanwhile the register is read by the old ones.
CREATE INDEX certificates_numbered ON certificates (issued_at, serial);
CREATE INDEX certificates_numbered_course ON certificates (course, issued_at, serial);
CREATE INDEX certificates_numbered_party ON certificates (party, issued_at, serial);
CREATE INDEX certificates_numbered_cohort ON certificates (cohort, issued_at, serial);
CREATE INDEX certificates_numbered_withdrawn ON certificates (withdrawn, issued_at, serial) WHERE withdrawn IS NOT NULL;
DROP INDEX certificates_register;
DROP INDEX certificates_register_course;
DROP INDEX certificates_register_party;
DROP INDEX certificates_register_cohort;
DROP INDEX certificates_register_withdrawn;
