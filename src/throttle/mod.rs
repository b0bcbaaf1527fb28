//! Counting attempts, so that guessing becomes slow: some are free, then each costs a longer wait than the one before.
//!
//! What is counted (an account, a network) is known by a keyed hash only. Whoever waits is refused before anything is looked
//! at, so that a right guess cannot be told from a wrong one.

mod model;
mod service;
mod store;
mod window;

pub use model::{Policy, Quota};
pub use service::{Counter, check, count, forget, prune, spend};
pub use window::Window;
