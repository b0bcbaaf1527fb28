-- What the trainee may read; the reason beside it is the Secretariat's own.
ALTER TABLE certificate_candidates ADD COLUMN public_reason TEXT COLLATE "C";
