-- Whether the certificate has its credential. A process of before this migration leaves it out, and the certificate is signed later.
ALTER TABLE certificates ADD COLUMN signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1));
CREATE INDEX certificates_unsigned ON certificates (person, id) WHERE NOT signed AND NOT test;

-- One row is two published lists, of what is revoked and of what does not stand at present, in which a credential has the same place.
CREATE TABLE status_lists (
  number INTEGER NOT NULL PRIMARY KEY,
  base_url TEXT NOT NULL,
  taken INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate_credentials (
  person BLOB NOT NULL,
  certificate BLOB NOT NULL,
  subject BLOB NOT NULL,
  list INTEGER NOT NULL REFERENCES status_lists (number),
  place INTEGER NOT NULL,
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  document TEXT NOT NULL,
  token TEXT NOT NULL,
  proof_key TEXT NOT NULL REFERENCES keys (kid),
  token_key TEXT NOT NULL REFERENCES keys (kid),
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (person, certificate),
  UNIQUE (list, place),
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
) STRICT;
CREATE INDEX certificate_credentials_withdrawn ON certificate_credentials (list, place) WHERE revoked OR suspended;
CREATE INDEX certificate_credentials_proof_key ON certificate_credentials (proof_key, person, certificate);
CREATE INDEX certificate_credentials_token_key ON certificate_credentials (token_key, person, certificate);
