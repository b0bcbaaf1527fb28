//! Letters that were asked for by address.
//!
//! Whoever asks must not learn, even by the time it takes, whether the address has an account. So the request leaves the same
//! row in every case, and the account is looked for afterwards.

use serde::{Deserialize, Serialize};

use crate::accounts::model::Email;
use crate::db::Tx;
use crate::error::AppError;
use crate::jobs::{self, Job};
use crate::mail::LetterId;
use crate::words;

/// The job that writes one of these letters.
pub const SEND: &str = "send-account-letter";

words!(
    /// What the owner of an address is to be sent.
    OwedLetter {
        /// A link to confirm the address, if it is not confirmed yet.
        VerifyEmail = "verify-email",
        /// A link to set a new password.
        ResetPassword = "reset-password",
        /// Somebody tried to register the address again.
        AlreadyRegistered = "already-registered",
    }
);

/// Which letter, and to whom.
#[derive(Serialize, Deserialize)]
pub struct Owed {
    pub letter: OwedLetter,
    pub email_key: String,
    /// The letter's own, so that it is posted once however often the job runs. An older version enqueued none.
    #[serde(default)]
    pub id: Option<LetterId>,
}

/// Sees to it that the letter is sent soon after this transaction, if the address has an account by then.
///
/// # Errors
/// When the database refuses.
pub fn owe(tx: &mut Tx<'_>, letter: OwedLetter, email: &Email) -> Result<(), AppError> {
    let owed = Owed { letter, email_key: email.key().to_owned(), id: Some(tx.new_id()) };
    let job = Job::new(SEND, &owed)?;
    jobs::enqueue(tx, &job).map(drop)
}
