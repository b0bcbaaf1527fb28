//! Affiliations: for which authority of which Party a person works, and who vouches for it.
//!
//! * A person **requests** an affiliation; a focal point of the same Party or the Secretariat **vouches** for it or
//!   **refuses** it. Nobody vouches for herself.
//! * A vouching can be renewed while it holds, and ends on its day; the person is told a month before. It is **expired** from
//!   then on, which is found out when it is used and never stored.
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
pub use model::{Affiliation, AffiliationId, AffiliationStanding, AffiliationState, Term};
pub use routes::{PersonView, reason, routes};
pub use service::{
    NewAffiliation, SETTLE, Waiting, check_party, find, find_all, has_in_care, narrowed, parties_in_care, party_name,
    remind_of_ends, request, set_announced, state_anew, stated_by, vouch, vouched, vouched_for, waiting,
    with_an_end_before,
};

/// The word of our rows in `changes`; their key is the person.
pub const CHANGE: &str = "affiliations";
