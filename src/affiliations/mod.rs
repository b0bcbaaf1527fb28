//! Affiliations: for which authority of which Party a person works, and who vouches for it.
//!
//! * A person **requests** an affiliation; a focal point of the same Party or the Secretariat **vouches** for it or
//!   **refuses** it. Nobody vouches for herself.
//! * A vouching ends on its day. It is **expired** from then on, which is found out when it is used and never stored.
//! * A vouching can be **taken back**, by a refusal, or by the person who withdraws what she stated. What was approved on
//!   account of it is closed to her from that moment.
//! * What an enrolment needs of it is copied there: a figure of 2027 does not change when somebody moves to another office.

mod error;
mod model;
mod routes;
mod service;
mod store;

pub use crate::parties::AuthorityKind;
pub use error::AffiliationError;
pub use model::{Affiliation, AffiliationId, AffiliationStanding, AffiliationState, Term, Verdict};
pub use routes::{PersonView, reason, routes};
pub use service::{
    Decided, check_party, decide, find, find_all, has_in_care, narrowed, parties_in_care, stated_by, vouched,
    vouched_for,
};

/// The word of our rows in `changes`; their key is the person.
pub const CHANGE: &str = "affiliations";
