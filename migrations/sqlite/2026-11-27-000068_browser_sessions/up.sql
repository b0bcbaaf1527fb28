-- The SHA-256 of what a browser keeps of its session; NULL: of a client that has tokens.
ALTER TABLE sessions ADD COLUMN browser BLOB;
