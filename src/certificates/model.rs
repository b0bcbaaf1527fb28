//! The words of certificates and their rules.

mod attendance_list;
mod batch;
mod candidate;
mod correction;
mod credential;
mod design;
mod id;
mod policy;
mod printed_name;
mod record;
mod standing;
mod workshop;

pub use attendance_list::read_rows;
pub use batch::{Batch, BatchId, BatchItem, BatchState, seen};
pub use candidate::{Candidate, CandidateId, CandidateState, Decision, Hindrance, Outcome};
pub use correction::{CorrectionRequest, CorrectionRequestId, CorrectionRequestState};
pub use credential::{Checked, Credential, Place, Signature, SubjectId};
pub use design::{Design, DesignLogo, DesignTexts, SealedDesign};
pub use id::CertificateId;
pub use policy::{EarlierVersions, Moment, Policy, TermOfOffice, Validity};
pub use printed_name::printed_name;
#[cfg(test)]
pub use record::tests;
pub use record::{CourseFacts, Draft, Facts, Grade, Holder, Kind, Official, PartyFacts, Phrases, Record, Sealed};
pub use standing::{
    Act, Answer, Certificate, Event, EventId, EventKind, Found, PublicReason, RestorationReason, RevocationReason,
    Standing, SuspensionReason, Withdrawn, standing,
};
pub use workshop::{
    About, Finding, LONGEST_TITLE, Participant, ParticipantState, Severity, Workshop, WorkshopId, WorkshopState,
};
