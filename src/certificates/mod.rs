//! Certificates: immutable issue records, and their renditions.
//!
//! * A **certificate** is a [`Record`] of every printed field, kept as the text it was sealed in and never changed. What
//!   happens to it afterwards (a revocation, say) is an **event** beside it.
//! * Its **id** is 128 random bits and stands in the address under which anybody may verify it; its **serial** is for people.
//! * A **rendition** is the record on paper, in one of the languages that it was worded in ([`compose`] makes the
//!   [`render::Face`]). Words, address and the hash of the design are in the record. What is not frozen, and may change the
//!   bytes of a later rendition: how CLDR writes a date, the version of Typst, and the font files. The SHA-256 of each
//!   rendition that was handed out is kept.
//! * A **design** is data: a built-in **layout** with words, logos and colours. Each state of it is kept for ever, and named
//!   by its hash; so are layouts and pictures.
//! * A **credential** is the certificate as others verify it: what its record says, signed twice in the transaction
//!   that issues it, and kept beside the record. Whether it still stands is one bit of a **status list**. A test has none.
//! * A **candidate** has completed a course that gives certificates, in the edition of that day. What is owed is found among the
//!   candidates, at least once an hour, so that no certificate is lost with a job. One that cannot be printed waits, and its
//!   learner and the Secretariat see for what.
//!
//! What must always hold: there is never a second certificate for an enrolment. One is issued because an enrolment was
//! completed and for no other reason: nothing that starts, draws or reads makes one or mails anybody. A name that cannot be
//! printed in full is not printed at all. While the College has no public address every certificate is marked TEST; when
//! it has one, a genuine certificate takes the place of each.

mod appearance;
mod badge;
mod credential;
mod error;
mod face;
mod issuer;
mod jobs;
mod model;
mod office;
mod picture;
mod presented;
mod press;
pub mod render;
mod routes;
mod service;
mod specimen;
mod store;

pub use error::CertificateError;
pub use face::compose;
pub use jobs::{HANDLERS, resume, sign_now};
pub use model::{Certificate, CertificateId, Facts, PublicReason, Record, Standing};
pub use office::Office;
pub use routes::{pages, printed, routes};
pub use service::{Listed as ListedCertificate, leave_gap, list_own, on_completion, was_forgotten};

/// The word of our rows in `changes`; their key is the certificate's id.
const CHANGE: &str = "certificate";
/// Of what a status list says; the key is its number.
const STATUS_CHANGE: &str = "status-list";
