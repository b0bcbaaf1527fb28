//! How letters leave the College.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// A letter as it arrived in memory, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The addresses that the text links to, in order.
    pub links: Vec<String>,
    pub message_id: String,
    /// The whole message, as a mail server would see it.
    pub source: String,
}

/// Letters kept in memory. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Mailbox(Arc<Mutex<Vec<Mail>>>);

impl Mailbox {
    /// Everything that arrived, the oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Mail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[must_use]
    pub fn last(&self) -> Option<Mail> {
        self.all().pop()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().is_empty()
    }
}

/// Where letters go.
#[derive(Clone, Debug)]
pub enum Transport {
    File(PathBuf),
    Memory(Mailbox),
}
