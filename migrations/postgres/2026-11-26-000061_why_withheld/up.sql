-- Why an edition is not offered: its language is not served, or trainees would be judged by what is wrong or stale in it.
ALTER TABLE withheld_editions ADD COLUMN reason TEXT NOT NULL DEFAULT 'locale';
