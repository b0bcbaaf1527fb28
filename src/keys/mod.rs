//! The College's secret keys: rows of `keys`, each sealed with the master key of the installation.
//!
//! * A key has a **purpose** and a **generation**. Whichever instance is first makes the first generation; the unique
//!   constraint on the two lets all others find it.
//! * A key that follows another is published some time before it is used, and the one before stays valid for an overlap: no
//!   instance ever meets a key that it cannot know.
//! * What is sealed is bound to its row (purpose, generation, kid): a sealed key moved to another row does not open.

mod master;
mod model;
mod service;
mod store;

pub use master::MasterKey;
pub use model::{Key, KeyRing, Purpose};
pub use service::{Keychain, Turn, find_master_key, first_or_present, master_key, rotate, rotate_when_due};
