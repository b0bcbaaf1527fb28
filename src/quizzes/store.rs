//! `attempts`, `attempt_answers`, `accommodations`.

pub mod accommodations;
pub mod attempts;
