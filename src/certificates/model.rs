//! The words of certificates and their rules.

mod candidate;
mod credential;
mod id;
mod record;
mod standing;

pub use candidate::{Candidate, CandidateId, CandidateState, Decision, Hindrance, Outcome};
pub use credential::{Checked, Credential, Place, Signature, SubjectId};
pub use id::CertificateId;
#[cfg(test)]
pub use record::tests;
pub use record::{CourseFacts, Facts, Grade, Holder, Kind, Official, PartyFacts, Phrases, Record, Sealed};
pub use standing::{Answer, Certificate, Event, EventId, EventKind, Found, PublicReason, Standing, standing};
