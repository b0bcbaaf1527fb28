//! What can be refused about progress.

use crate::error::{Fault, FieldProblem, Problem};
use crate::words;

words!(
    /// Why one event of a request was not taken; the others were.
    Refusal {
        /// Neither the version nor an earlier one has such an activity.
        ActivityUnknown = "event-activity-unknown",
        /// A quiz is not viewed: its attempts count.
        NotALesson = "event-not-a-lesson",
        /// More than five minutes ahead of the server's clock.
        InTheFuture = "event-in-the-future",
        /// No second of it was after the beginning of the enrolment.
        BeforeEnrolment = "event-before-enrolment",
        /// The activity has no edition in the language that it is said to have been read in.
        LanguageNotOffered = "event-language-not-offered",
        /// It happened after the end of the approval.
        AfterTheEnd = "event-after-the-end",
        /// The person has another event of this id.
        IdTaken = "event-id-taken",
        /// A time event needs its seconds, at least one; a view has none.
        SecondsInvalid = "event-seconds-invalid",
    }
);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgressError {
    /// A request holds more events than it may.
    TooManyEvents { largest: i64 },
}

impl Fault for ProgressError {
    fn problem(&self) -> Problem {
        match self {
            Self::TooManyEvents { largest } => {
                Problem::invalid(vec![FieldProblem::new("/events", "events-too-many").with("largest", *largest)])
            }
        }
    }
}
