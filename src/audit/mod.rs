//! What staff did: append-only.
//!
//! A note stands in the transaction of the act itself, so that neither is there without the other. It names people by id
//! alone, so that erasing a person leaves nothing of her here.

mod service;
mod store;

pub use service::{note, note_all};
