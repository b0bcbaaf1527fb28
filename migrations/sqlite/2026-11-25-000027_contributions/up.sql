-- What each person did for a locale, by catalogue, kept with every step. suggested: texts of hers that were not taken back; approved: those
-- of them that were approved, be they replaced since; reviewed: texts of others that she reviewed, once each.
CREATE TABLE contributions (
  locale TEXT NOT NULL,
  catalogue BLOB NOT NULL REFERENCES catalogues (id),
  person BLOB NOT NULL REFERENCES people (id),
  suggested INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  reviewed INTEGER NOT NULL,
  PRIMARY KEY (locale, catalogue, person)
) STRICT;
CREATE INDEX contributions_person ON contributions (person, locale);

INSERT INTO contributions (locale, catalogue, person, suggested, approved, reviewed)
SELECT locale, catalogue, person, SUM(suggested), SUM(approved), SUM(reviewed)
FROM (
  SELECT locale, catalogue, author AS person, 1 AS suggested,
    CASE WHEN state IN ('approved', 'superseded') THEN 1 ELSE 0 END AS approved, 0 AS reviewed
  FROM translations
  WHERE author IS NOT NULL AND state <> 'withdrawn'
  UNION ALL
  SELECT t.locale, t.catalogue, r.reviewer, 0, 0, 1
  FROM translation_reviews r JOIN translations t ON t.id = r.translation
  WHERE t.author IS NULL OR t.author <> r.reviewer
  GROUP BY t.id, t.locale, t.catalogue, r.reviewer
) AS deeds
GROUP BY locale, catalogue, person;
