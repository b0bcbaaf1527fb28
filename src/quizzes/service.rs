//! Taking a quiz.

pub mod accommodations;
mod answering;
mod closing;
mod sitting;
mod starting;

pub use answering::{Saved, answer};
pub use closing::{close_and_show, close_one, closed, list_overdue, submit};
pub use sitting::{LateAnswer, Overview, Sitting, list, show};
pub use starting::start;
