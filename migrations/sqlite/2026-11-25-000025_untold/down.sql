DROP INDEX contributors_told;
CREATE INDEX contributors_told ON contributors (told_until, person);
