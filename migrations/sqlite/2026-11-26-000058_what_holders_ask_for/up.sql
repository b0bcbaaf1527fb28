-- Whether the holder wants nothing shown of it but how it stands.
ALTER TABLE certificates ADD COLUMN withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld IN (0, 1));

-- Names that holders say are wrong on their certificates.
CREATE TABLE correction_requests (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL,
  certificate BLOB NOT NULL,
  name TEXT NOT NULL,
  message TEXT,
  state TEXT NOT NULL CHECK (state IN ('requested', 'granted', 'refused')),
  requested_at INTEGER NOT NULL,
  decided_by BLOB REFERENCES people (id),
  decided_at INTEGER,
  public_reason TEXT,
  FOREIGN KEY (person, certificate) REFERENCES certificates (person, id)
) STRICT;
CREATE UNIQUE INDEX correction_requests_open ON correction_requests (person, certificate) WHERE state = 'requested';
CREATE INDEX correction_requests_queue ON correction_requests (state, id);
CREATE INDEX correction_requests_certificate ON correction_requests (person, certificate, id);
