//! The College's secret keys: rows of `keys`, each sealed with the master key of the installation.
//!
//! * A key has a **purpose** and a **generation**. Whichever instance is first makes the first generation; the unique
//!   constraint on the two lets all others find it.
//! * A key that follows another is published some time before it is used, and the one before stays valid for an overlap: no
//!   instance ever meets a key that it cannot know.
//! * What is sealed is bound to its row (purpose, generation, kid): a sealed key moved to another row does not open.
//! * What **signs** credentials is named by its public half, in multibase, and the row stays for ever, so that what it signed is
//!   verified for ever. A key that somebody else may have had is **revoked**: its secret is destroyed, nothing that it signed is
//!   believed any more, and another takes its place at once.

mod master;
mod model;
mod revocation;
mod service;
mod signing;
mod store;

pub use master::MasterKey;
pub use model::{Key, KeyRecord, KeyRing, PublishedKey, Purpose, Revocation, RevocationReason};
pub use revocation::{Outcome, revoke};
pub use service::{
    Keychain, OVERLAP, Turn, find_master_key, first_or_present, list, master_key, rotate, rotate_by_hand,
    rotate_when_due,
};
pub use signing::{Signing, SigningKey, published, signing};
