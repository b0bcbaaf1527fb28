DROP TABLE workshop_participants;
DROP TABLE workshops;
ALTER TABLE enrolments DROP COLUMN in_person;
