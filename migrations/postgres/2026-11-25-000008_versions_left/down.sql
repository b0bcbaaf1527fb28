ALTER TABLE enrolments DROP COLUMN versions_left;
