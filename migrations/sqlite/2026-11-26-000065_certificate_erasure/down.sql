ALTER TABLE certificates DROP COLUMN erased_at;
