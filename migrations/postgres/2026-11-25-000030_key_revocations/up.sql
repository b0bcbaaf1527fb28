-- What signs credentials is named by its public key, which stays for ever. The secret of a revoked key is destroyed: nothing is left
-- in "sealed".
ALTER TABLE keys ADD COLUMN revoked_at BIGINT;
ALTER TABLE keys ADD COLUMN compromised_at BIGINT;
ALTER TABLE keys ADD COLUMN revocation_reason TEXT;
