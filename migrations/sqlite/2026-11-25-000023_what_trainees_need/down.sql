ALTER TABLE units DROP COLUMN picture;
ALTER TABLE catalogues DROP COLUMN learners;
