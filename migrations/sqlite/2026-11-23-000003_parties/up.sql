-- The Parties to the Convention, their names, and their flags, each from a day on and until a day.
CREATE TABLE parties (
  iso2 TEXT NOT NULL PRIMARY KEY,
  iso3 TEXT NOT NULL UNIQUE,
  region TEXT NOT NULL,
  entry_into_force TEXT NOT NULL
) STRICT;

CREATE TABLE party_names (
  party TEXT NOT NULL REFERENCES parties (iso2),
  locale TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (party, locale)
) STRICT;

CREATE TABLE party_flags (
  id BLOB NOT NULL PRIMARY KEY,
  party TEXT NOT NULL REFERENCES parties (iso2),
  flag TEXT NOT NULL CHECK (flag IN ('ldc', 'lldc', 'sids')),
  raised INTEGER NOT NULL CHECK (raised IN (0, 1)),
  from_day TEXT NOT NULL,
  noted_by BLOB REFERENCES people (id),
  noted_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX party_flags_party ON party_flags (party, flag, from_day);

CREATE TABLE affiliations (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES people (id),
  party TEXT NOT NULL REFERENCES parties (iso2),
  authority TEXT NOT NULL,
  organisation TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'vouched', 'refused', 'withdrawn')),
  requested_at INTEGER NOT NULL,
  decided_by BLOB REFERENCES people (id),
  decided_at INTEGER,
  reason TEXT,
  expires_at INTEGER
) STRICT;
CREATE INDEX affiliations_person ON affiliations (person);
CREATE INDEX affiliations_queue ON affiliations (state, id);
CREATE INDEX affiliations_queue_of_party ON affiliations (party, state, id);

CREATE TABLE cohorts (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  course TEXT,
  party TEXT REFERENCES parties (iso2),
  sponsor TEXT NOT NULL,
  created_by BLOB REFERENCES people (id),
  created_at INTEGER NOT NULL
) STRICT;
