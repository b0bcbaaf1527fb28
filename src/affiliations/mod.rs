//! Affiliations: for which authority of which Party a person works, and who vouches for it.
//!
//! * A person **requests** an affiliation; a focal point of the same Party or the Secretariat **vouches** for it or
//!   **refuses** it. Nobody vouches for herself.
//! * A vouching ends on its day. It is **expired** from then on, which is found out when it is used and never stored.
//! * What an enrolment needs of it is copied there: a figure of 2027 does not change when somebody moves to another office.

pub mod model;

pub use model::{Affiliation, AffiliationId, AffiliationStanding, AffiliationState, AuthorityKind, Verdict};
