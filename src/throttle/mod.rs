//! Counting attempts, so that guessing becomes slow.
//!
//! Guesses at one thing cost longer and longer waits; a network, behind which a whole ministry may stand, is forgiven one
//! attempt after another. What is counted (an account, a network) is known by a keyed hash only. Whoever waits is refused before anything is looked
//! at, so that a right guess cannot be told from a wrong one.

mod model;
mod service;
mod store;
mod window;

pub use model::{Policy, Quota};
pub use service::{Counter, forget, give_back, prune, spend};
pub use window::Window;
