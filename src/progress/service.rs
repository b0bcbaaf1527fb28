//! Noting what was done, and telling how far somebody has come.

mod complete;
mod credit;
mod events;
mod overview;
mod rebuild;
mod states;

pub use complete::{AttemptOutcome, record_attempt, settle};
pub use events::{EarlierLessons, LessonEventKind, Offer, Verdict, earlier_lessons, note};
pub use overview::{Overview, show, summaries};
pub use rebuild::{Difference, compare, repair};
