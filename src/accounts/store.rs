//! `people`, `accounts`, `account_tokens`, `setup_codes`, `sessions`, `refresh_tokens`, `role_grants`.

pub mod grants;
pub mod links;
pub mod people;
pub mod sessions;
