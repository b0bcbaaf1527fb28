-- What the register is looked through by. Whether a certificate was withdrawn follows from its events, and is kept here in the
-- transaction that notes them.
ALTER TABLE certificates ADD COLUMN party TEXT COLLATE "C";
ALTER TABLE certificates ADD COLUMN cohort BYTEA;
ALTER TABLE certificates ADD COLUMN withdrawn TEXT COLLATE "C";
UPDATE certificates SET
  party = (SELECT e.party FROM enrolments e WHERE e.person = certificates.person AND e.id = certificates.enrolment),
  cohort = (SELECT e.cohort FROM enrolments e WHERE e.person = certificates.person AND e.id = certificates.enrolment),
  withdrawn = CASE
    WHEN superseded_by IS NOT NULL THEN 'replaced'
    WHEN EXISTS (
      SELECT 1 FROM certificate_events v
      WHERE v.person = certificates.person AND v.certificate = certificates.id AND v.kind = 'revoked'
    ) THEN 'revoked'
    WHEN (
      SELECT v.kind FROM certificate_events v
      WHERE v.person = certificates.person AND v.certificate = certificates.id AND v.kind IN ('suspended', 'restored')
      ORDER BY v.at DESC, v.id DESC LIMIT 1
    ) = 'suspended' THEN 'suspended'
  END;
CREATE INDEX certificates_register ON certificates (issued_at, id);
CREATE INDEX certificates_register_course ON certificates (course, issued_at, id);
CREATE INDEX certificates_register_party ON certificates (party, issued_at, id);
CREATE INDEX certificates_register_cohort ON certificates (cohort, issued_at, id);
CREATE INDEX certificates_register_withdrawn ON certificates (withdrawn, issued_at, id) WHERE withdrawn IS NOT NULL;
