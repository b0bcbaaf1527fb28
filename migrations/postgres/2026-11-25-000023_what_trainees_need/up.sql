-- People who studied the course of late, counted once a day.
ALTER TABLE catalogues ADD COLUMN learners INTEGER NOT NULL DEFAULT 0;
-- The file of the picture that a text describes or stands in; empty for other texts.
ALTER TABLE units ADD COLUMN picture TEXT NOT NULL DEFAULT '';
