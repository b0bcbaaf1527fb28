DROP TABLE role_grants;
DROP TABLE refresh_tokens;
DROP TABLE sessions;
DROP TABLE setup_codes;
DROP TABLE account_tokens;
DROP TABLE accounts;
DROP TABLE people;
