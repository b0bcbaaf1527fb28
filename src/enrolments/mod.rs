//! Enrolments: who takes which course, in which version and language, and who allowed it.
//!
//! * A course for everyone takes a learner at once. A course for officials takes her **request**, and a focal point of her
//!   Party or the Secretariat **approves** it, which needs an affiliation that somebody vouches for.
//! * There is one open enrolment for a person and a course. Taking the course again is a new enrolment; the old one and
//!   its progress stay as they are.
//! * Withdrawing and enrolling again is not taking the course anew, where attempts are counted: that begins after a completion.
//! * Party and authority are copied from the affiliation on the day of the request, and never change afterwards.
//! * A version is never left behind a learner's back: she moves on when she chooses to, keeps credit for what she did, and has
//!   completed the course at once when nothing is left to do.
//! * Completion never goes back.
//! * A course may be taken in a room, too: the Secretariat says who did, and that completes her enrolment, or a new one. What she did
//!   of the lessons here is shown as it is.
//! * A certificate may be renewed through another, shorter course: completing that completes this one, too, as an enrolment of its own.
//! * An approval ends on its day: what happens from then on is not noted any more, what happened before may still be told, and
//!   everything stays readable.
//! * An approval rests on an office, which is asked for at the moment of use: an approval counts no longer than somebody vouches
//!   for it, and when the vouching was taken back nothing is noted or read any more.
//! * Those who decide are told of new requests that they can decide on, once an hour at most, in one letter, without names;
//!   people are told a month before an approval of theirs ends, once.
//! * A withdrawal is the learner's own word: nothing is noted after it.

mod error;
mod jobs;
mod learning;
mod memory;
mod model;
mod routes;
mod service;
mod store;

pub use error::EnrolmentError;
pub use jobs::HANDLERS;
pub use learning::Learning;
pub use memory::{Enrolled, Reading};
pub use model::{
    Decision, Enrolment, EnrolmentId, EnrolmentStanding, EnrolmentState, LeftVersion, ProgressCounts, VersionChanges,
};
pub use routes::routes;
pub use service::{
    Attendance, NewEnrolment, complete_in_person, complete_through, count, count_since, end_of, enrol, find,
    find_active, find_by_id, find_latest, find_own, find_readable, find_taken, foresee, list_own, may_be_completed,
    page, same_taking, set_completed, versions_in_use, vouched_name, withdraw,
};

/// The word of our rows in `changes`; their key is the person.
const CHANGE: &str = "enrolments";
