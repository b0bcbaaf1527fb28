-- Who wants no letters is not looked at again and again.
DROP INDEX contributors_told;
CREATE INDEX contributors_told ON contributors (wants_digest, told_until, person);
