-- What a certificate says of its holder is taken out of its record when she asks for it. The hash is still that of what was issued.
ALTER TABLE certificates ADD COLUMN erased_at BIGINT;
