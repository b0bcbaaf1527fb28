-- The Parties to the Convention, their names, and their flags, each from a day on and until a day.
CREATE TABLE parties (
  iso2 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  iso3 TEXT COLLATE "C" NOT NULL UNIQUE,
  region TEXT COLLATE "C" NOT NULL,
  entry_into_force TEXT COLLATE "C" NOT NULL
);

CREATE TABLE party_names (
  party TEXT COLLATE "C" NOT NULL REFERENCES parties (iso2),
  locale TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (party, locale)
);

CREATE TABLE party_flags (
  id BYTEA NOT NULL PRIMARY KEY,
  party TEXT COLLATE "C" NOT NULL REFERENCES parties (iso2),
  flag TEXT COLLATE "C" NOT NULL CHECK (flag IN ('ldc', 'lldc', 'sids')),
  raised BOOLEAN NOT NULL,
  from_day TEXT COLLATE "C" NOT NULL,
  noted_by BYTEA REFERENCES people (id),
  noted_at BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL
);
CREATE INDEX party_flags_party ON party_flags (party, flag, from_day);

CREATE TABLE affiliations (
  id BYTEA NOT NULL PRIMARY KEY,
  person BYTEA NOT NULL REFERENCES people (id),
  party TEXT COLLATE "C" NOT NULL REFERENCES parties (iso2),
  authority TEXT COLLATE "C" NOT NULL,
  organisation TEXT COLLATE "C" NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('requested', 'vouched', 'refused', 'withdrawn')),
  requested_at BIGINT NOT NULL,
  decided_by BYTEA REFERENCES people (id),
  decided_at BIGINT,
  reason TEXT COLLATE "C",
  expires_at BIGINT
);
CREATE INDEX affiliations_person ON affiliations (person);
CREATE INDEX affiliations_queue ON affiliations (state, id);
CREATE INDEX affiliations_queue_of_party ON affiliations (party, state, id);

CREATE TABLE cohorts (
  id BYTEA NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  course TEXT COLLATE "C",
  party TEXT COLLATE "C" REFERENCES parties (iso2),
  sponsor TEXT COLLATE "C" NOT NULL,
  created_by BYTEA REFERENCES people (id),
  created_at BIGINT NOT NULL
);
