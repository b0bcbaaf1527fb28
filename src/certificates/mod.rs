//! Certificates: immutable issue records, and their renditions.
//!
//! * A **certificate** is a [`Record`] of every printed field, kept as the text it was sealed in and never changed. What
//!   happens to it afterwards (a revocation, say) is an **event** beside it.
//! * Its **id** is 128 random bits and stands in the address under which anybody may verify it; its **serial** is for people.
//! * A **rendition** is the record on paper, in one of its languages ([`compose`] makes the [`render::Face`]). The SHA-256 of
//!   each one that was handed out is kept. The signed credential will be the face's attachment; there is none yet.
//! * A **candidate** has completed a course whose certificates the Secretariat signs off one by one.
//!
//! What must always hold: there is never a second certificate for an enrolment. One is issued because an enrolment was
//! completed and for no other reason: nothing that starts, draws or reads makes one or mails anybody. A name that cannot be
//! printed in full is not printed at all. While the College has no public address every certificate is marked TEST.

mod error;
mod face;
mod jobs;
mod model;
mod office;
mod press;
pub mod render;
mod routes;
mod service;
mod store;

pub use error::CertificateError;
pub use face::compose;
pub use jobs::{HANDLERS, resume};
pub use model::{Certificate, CertificateId, Facts, PublicReason, Record, Standing};
pub use office::Office;
pub use routes::{pages, routes};
pub use service::{on_completion, was_forgotten};
