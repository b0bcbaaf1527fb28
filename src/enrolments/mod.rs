//! Enrolments: who takes which course, in which version and language, and who allowed it.
//!
//! * A course for everyone takes a learner at once. A course for officials takes her **request**, and a focal point of her
//!   Party or the Secretariat **approves** it, which needs an affiliation that somebody vouches for.
//! * There is one open enrolment for a person and a course. Taking the course again is a new enrolment; the old one and
//!   its progress stay as they are.
//! * Party and authority are copied from the affiliation on the day of the request, and never change afterwards.
//! * A version is never left behind a learner's back: she moves on when she chooses to, and keeps credit for what she did.
//! * Completion never goes back.

mod error;
mod model;
mod service;
mod store;

pub use error::EnrolmentError;
pub use model::{Decision, Enrolment, EnrolmentId, EnrolmentState, ProgressCounts};
pub use service::{find, find_active, find_by_id, find_own, set_completed};
