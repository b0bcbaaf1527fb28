//! Signed credentials: Open Badges 3.0 on the W3C Verifiable Credentials Data Model 2.0.
//!
//! * An [`Award`] is what is said; the [`AchievementCredential`] is the one shape in which it is said. It is secured in two ways:
//!   [`integrity`] puts a proof into the document (`eddsa-rdfc-2022`), [`jwt`] makes a token of it (ES256).
//! * A [`Signer`] holds a private key, here or in a device. Public keys are published by [`did`] and stay there when they retire.
//! * [`status`] says in one bit whether a credential was revoked, in another whether it is suspended.
//! * A [`Verifier`] judges what anybody brings. It believes nothing that no signature covers, reaches for nothing over the network, and
//!   does no more work than the size of the input allows.

pub mod achievement;
pub mod bake;
pub mod carrier;
mod conformance;
mod contexts;
pub mod did;
mod fault;
pub mod integrity;
mod json;
pub mod jwt;
mod key;
mod rdf;
mod signer;
pub mod status;
mod terms;
#[cfg(test)]
mod tests;
mod verify;

pub use achievement::{AchievementCredential, Award};
pub use did::KeySet;
pub use fault::Malformed;
pub use key::{Jwk, PublicKey};
pub use signer::{LocalSigner, Signer, SigningError};
pub use verify::{Claim, Finding, PublishedList, Said, Verdict, Verifier};
