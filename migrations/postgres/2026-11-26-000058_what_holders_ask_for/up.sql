-- Whether the holder wants nothing shown of it but how it stands.
ALTER TABLE certificates ADD COLUMN withheld BOOLEAN NOT NULL DEFAULT FALSE;

-- Names that holders say are wrong on their certificates.
CREATE TABLE correction_requests (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL,
  certificate BYTEA NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  message TEXT COLLATE "C",
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'granted', 'refused')),
  requested_at BIGINT NOT NULL,
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  public_reason TEXT COLLATE "C",
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
);
CREATE UNIQUE INDEX correction_requests_open ON correction_requests (person, certificate) WHERE state = 'requested';
CREATE INDEX correction_requests_queue ON correction_requests (state, id);
CREATE INDEX correction_requests_certificate ON correction_requests (person, certificate, id);
