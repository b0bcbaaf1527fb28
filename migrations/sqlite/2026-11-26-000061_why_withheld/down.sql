ALTER TABLE withheld_editions DROP COLUMN reason;
