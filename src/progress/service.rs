//! Noting what was done, and telling how far somebody has come.

mod complete;
mod events;
mod overview;
mod rebuild;
mod states;

pub use complete::{AttemptOutcome, record_attempt, settle};
pub use events::{LessonEventKind, Offer, Verdict, note};
pub use overview::{Overview, show, summaries};
pub use rebuild::{Difference, compare, repair};
