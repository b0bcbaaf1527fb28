//! Taking a quiz.

mod answering;
mod closing;
mod sitting;
mod starting;

pub use answering::{Saved, answer};
pub use closing::{close_and_show, close_one, list_overdue, submit};
pub use sitting::{Sitting, show};
pub use starting::start;
