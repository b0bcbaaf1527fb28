DROP TABLE correction_requests;
ALTER TABLE certificates DROP COLUMN withheld;
