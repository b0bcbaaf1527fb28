//! Taking a quiz.

pub mod accommodations;
mod answering;
mod closing;
mod prospect;
mod result;
mod sitting;
mod starting;

pub use answering::{Refused, Saved, answer, answer_all};
pub use closing::{close_and_show, close_one, closed, list_overdue, submit};
pub use prospect::{Prospect, prospect};
pub use result::{Marked, RightAnswer};
pub use sitting::{LateAnswer, Overview, Sitting, list, show};
pub use starting::start;
