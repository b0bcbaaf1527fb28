//! The words of certificates and their rules.

mod candidate;
mod id;
mod record;
mod standing;

pub use candidate::{Candidate, CandidateId, CandidateState, Decision, Hindrance, Outcome};
pub use id::CertificateId;
#[cfg(test)]
pub use record::tests;
pub use record::{CourseFacts, Facts, Grade, Holder, Kind, Official, PartyFacts, Phrases, Record, Sealed};
pub use standing::{Certificate, Event, EventId, EventKind, Found, PublicReason, Standing};
