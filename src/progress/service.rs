//! Noting what was done, and telling how far somebody has come.

mod complete;
mod credit;
mod events;
mod overview;
mod reading;
mod rebuild;
mod states;

pub use complete::{AttemptOutcome, record_attempt, settle};
pub use events::{EarlierLessons, LessonEventKind, Offer, Verdict, earlier_lessons, note};
pub use overview::{Outlook, Overview, outlooks, show, summaries};
pub use reading::{EVENTS_OF_READING, ShownLesson, read_through};
pub use rebuild::{Difference, compare, repair};
