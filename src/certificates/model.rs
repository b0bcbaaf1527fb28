//! The words of certificates and their rules.

mod batch;
mod candidate;
mod credential;
mod id;
mod record;
mod standing;

pub use batch::{Batch, BatchId, BatchItem, BatchState, seen};
pub use candidate::{Candidate, CandidateId, CandidateState, Decision, Hindrance, Outcome};
pub use credential::{Checked, Credential, Place, Signature, SubjectId};
pub use id::CertificateId;
#[cfg(test)]
pub use record::tests;
pub use record::{CourseFacts, Facts, Grade, Holder, Kind, Official, PartyFacts, Phrases, Record, Sealed};
pub use standing::{
    Act, Answer, Certificate, Event, EventId, EventKind, Found, PublicReason, RestorationReason, RevocationReason,
    Standing, SuspensionReason, standing,
};
