DELETE FROM keys WHERE revoked_at IS NOT NULL;
ALTER TABLE keys DROP COLUMN revocation_reason;
ALTER TABLE keys DROP COLUMN compromised_at;
ALTER TABLE keys DROP COLUMN revoked_at;
