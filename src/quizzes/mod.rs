//! Quizzes: attempts, the answers in them, and their marks.
//!
//! * An **attempt** freezes at its start what is asked: version, edition, the questions drawn and the order of everything,
//!   all of it made from a stored seed. One attempt at a quiz is open at a time. Its language is that of its edition, to the end.
//! * An **answer** is saved when it is given; the last one to a question counts. With a time limit, answers count when they
//!   arrive by the deadline plus a **grace** of 30 seconds; what comes later is kept, marked late, for staff to see.
//! * **Extra time** is granted to a person by the Secretariat, as an accommodation: the deadline of an attempt has it from its
//!   start on.
//! * A **submission** closes the attempt and marks it. What is still open after deadline and grace is closed by a job, or by
//!   the next request that touches it, whichever comes first. What was answered before the end of an approval may still be
//!   submitted after it.
//! * An attempt is seen by the trainee, and with its answers, the late ones apart, by the Secretariat and the authors of the course.
//!
//! What always holds:
//! * Keys, accepted words and feedback leave the server only with a closed attempt. Points, right or wrong, and what is to be
//!   said of the choices that were made are shown then. The **right answers**, and why they are right, are shown for practice
//!   (weight 0), and in a graded quiz when no attempt is left or the course is completed, and no attempt at it is open: who may
//!   still try again, passed or not, is not handed the key. Why an answer is right is also told where the answer was right.
//! * Attempts are counted since the person completed the course before: withdrawing and enrolling again gives no new ones.
//! * An attempt is marked once, by the keys and accepted words of its own version and edition, exactly: points are fractions,
//!   and only what is shown is rounded, always downwards. So a score that is shown at the pass mark has passed.

mod error;
mod jobs;
mod model;
mod present;
mod routes;
mod service;
mod store;

pub use error::QuizError;
pub use jobs::HANDLERS;
pub use model::{Answer, Attempt, AttemptId, Paper, Verdict, draw};
pub use routes::routes;
pub use service::{Marked, Prospect, Refused, RightAnswer, Sitting, answer_all, closed, prospect, start, submit};
