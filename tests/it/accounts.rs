//! Accounts over HTTP: registering, sessions, attacks on tokens, roles, the first administrator.

mod attacks;
mod confirm_page;
mod me;
mod registration;
mod roles;
mod sessions;
mod setup;
mod throttling;
