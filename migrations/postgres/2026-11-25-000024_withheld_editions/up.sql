-- Editions that translators published and that are not offered, since their language is not served.
CREATE TABLE withheld_editions (
  edition BYTEA NOT NULL PRIMARY KEY REFERENCES course_editions (id),
  at BIGINT NOT NULL
);
