-- Whether the certificate has its credential. A process of before this migration leaves it out, and the certificate is signed later.
ALTER TABLE certificates ADD COLUMN signed BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX certificates_unsigned ON certificates (person, id) WHERE NOT signed AND NOT test;

-- One row is two published lists, of what is revoked and of what does not stand at present, in which a credential has the same place.
CREATE TABLE status_lists (
  number INTEGER NOT NULL PRIMARY KEY,
  base_url TEXT COLLATE "C" NOT NULL,
  taken INTEGER NOT NULL,
  changed_at BIGINT NOT NULL
);

CREATE TABLE certificate_credentials (
  person BYTEA NOT NULL,
  certificate BYTEA NOT NULL,
  subject BYTEA NOT NULL,
  list INTEGER NOT NULL REFERENCES status_lists (number),
  place INTEGER NOT NULL,
  revoked BOOLEAN NOT NULL,
  suspended BOOLEAN NOT NULL,
  document TEXT COLLATE "C" NOT NULL,
  token TEXT COLLATE "C" NOT NULL,
  proof_key TEXT COLLATE "C" NOT NULL REFERENCES keys (kid),
  token_key TEXT COLLATE "C" NOT NULL REFERENCES keys (kid),
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (person, certificate),
  UNIQUE (list, place),
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
);
CREATE INDEX certificate_credentials_withdrawn ON certificate_credentials (list, place) WHERE revoked OR suspended;
CREATE INDEX certificate_credentials_proof_key ON certificate_credentials (proof_key, person, certificate);
CREATE INDEX certificate_credentials_token_key ON certificate_credentials (token_key, person, certificate);
