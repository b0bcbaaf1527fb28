//! Noting what was done, and telling how far somebody has come.

mod complete;
mod events;
mod overview;
mod rebuild;

pub use complete::{AttemptOutcome, record_attempt};
pub use events::{LessonEventKind, Offer, Verdict, note};
pub use overview::{Overview, show, summaries};
pub use rebuild::{Difference, rebuild};
