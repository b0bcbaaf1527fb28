DROP INDEX certificates_register;
DROP INDEX certificates_register_course;
DROP INDEX certificates_register_party;
DROP INDEX certificates_register_cohort;
DROP INDEX certificates_register_withdrawn;
ALTER TABLE certificates DROP COLUMN party;
ALTER TABLE certificates DROP COLUMN cohort;
ALTER TABLE certificates DROP COLUMN withdrawn;
