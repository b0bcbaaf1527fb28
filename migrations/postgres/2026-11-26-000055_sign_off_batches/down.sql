DROP TABLE sign_off_batch_items;
DROP TABLE sign_off_batches;
DROP INDEX certificate_candidates_cohort;
ALTER TABLE certificate_candidates DROP COLUMN cohort;
