DROP TABLE cohorts;
DROP TABLE affiliations;
DROP TABLE party_flags;
DROP TABLE party_names;
DROP TABLE parties;
