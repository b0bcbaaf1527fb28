//! Letters by e-mail, through a transactional outbox.
//!
//! * A **letter** is posted in the transaction of what caused it ([`post`]) and is a row of the **outbox** from then on.
//!   Nothing is sent when that transaction does not commit, and no request waits for a mail server.
//! * The worker claims due letters by a **lease**, the most important first, sends them outside any transaction and notes the
//!   outcome. A letter is sent at least once, always with the same Message-ID; a double can only follow a crash between
//!   the server's 250 and our commit.
//! * What fails is tried again with growing pauses for three days. A server that refuses for good is believed at once.
//! * A letter that was sent or has failed keeps only its kind, and is forgotten after thirty days.

mod compose;
mod delivery;
mod model;
mod service;
mod store;
mod transport;
mod wording;

pub use delivery::{Round, deliver_next, next_due};
pub use model::{
    Deadline, Ending, Importance, Letter, LetterId, LostCourse, Missed, Queue, Recipient, ReviewQueue, Reviewed,
    SourceNews, Terms, TranslationNews,
};
pub use service::{backlog, failed, is_posted, post, post_as, prune, recall};
pub use store::{Backlog, FailedLetter};
pub use transport::{Mail, Mailbox, Transport};
