//! Progress: what a learner has done in an enrolment, and what is left.
//!
//! * An **event** says that a lesson was *viewed*, or that so many *active seconds* of it ended at a moment. The client makes
//!   its id and says when it happened: sent twice it counts once, sent late or out of order it merges. A submitted attempt at
//!   a quiz is an event too, noted by the quizzes.
//! * The **state** of an activity is what its events come to. It is stored so that a request reads one row instead of all
//!   events; [`compare`] makes it from the events again and says where the two differ.
//! * The **standing** is what the states come to under the rules of the version: how much of what is required is done.
//!
//! What always holds:
//! * The same events in any order, each once or more often, give the same state.
//! * What is complete stays complete: the moment of completion only moves to an earlier one, when an earlier event arrives late.
//! * An event belongs to the version that the learner had when it happened, and satisfies the rule of that version or of any
//!   later one that she has had: moving on takes nothing away, in whatever order things arrive.
//! * What happened before the end of an approval counts, whenever it is told.
//! * Active time is honest: an event counts for an hour at most, nothing counts before the enrolment began, and spans of the same
//!   lesson that overlap count once, so the sum is never longer than the time that has passed.
//! * Scores and grades are basis points (0 to 10,000) inside, and per cent with at most two decimals in answers.

mod error;
mod model;
mod routes;
mod service;
mod store;

pub use error::ProgressError;
pub use model::{EditionKey, EventId, ModuleStanding, State};
pub use routes::routes;
pub use service::{
    AttemptOutcome, Difference, EVENTS_OF_READING, EarlierLessons, LessonEventKind, Offer, Outlook, Overview,
    ShownLesson, Verdict, compare, note, outlooks, read_through, record_attempt, repair, settle, show, summaries,
};
