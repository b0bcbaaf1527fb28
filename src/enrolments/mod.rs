//! Enrolments: who takes which course, in which version and language, and who allowed it.
//!
//! * A course for everyone takes a learner at once. A course for officials takes her **request**, and a focal point of her
//!   Party or the Secretariat **approves** it, which needs an affiliation that somebody vouches for.
//! * There is one open enrolment for a person and a course. Taking the course again is a new enrolment; the old one and
//!   its progress stay as they are.
//! * Withdrawing and enrolling again is not taking the course anew, where attempts are counted: that begins after a completion.
//! * Party and authority are copied from the affiliation on the day of the request, and never change afterwards.
//! * A version is never left behind a learner's back: she moves on when she chooses to, and keeps credit for what she did.
//! * Completion never goes back.
//! * An approval ends on its day: from then on nothing is written any more, and everything stays readable.
//! * An approval rests on an office, which is asked for at the moment of use: while nobody vouches for it nothing is written,
//!   and when the vouching was taken back nothing is read either.

mod error;
mod memory;
mod model;
mod routes;
mod service;
mod store;
mod summary;

pub use error::EnrolmentError;
pub use memory::{Enrolled, Reading};
pub use model::{Decision, Enrolment, EnrolmentId, EnrolmentState, ProgressCounts, VersionChanges};
pub use routes::routes;
pub use service::{find, find_active, find_by_id, find_own, same_taking, set_completed};
pub use summary::Summaries;

/// The word of our rows in `changes`; their key is the person.
const CHANGE: &str = "enrolments";
