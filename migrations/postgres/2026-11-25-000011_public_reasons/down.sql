ALTER TABLE certificate_candidates DROP COLUMN public_reason;
