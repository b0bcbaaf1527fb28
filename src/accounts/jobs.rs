//! Letters that were asked for by address.
//!
//! Whoever asks must not learn, even by the time it takes, whether the address has an account. So the request leaves the same
//! row in every case, and the account is looked for afterwards.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::model::Email;
use super::service;
use crate::app::App;
use crate::db::{Json, Tx};
use crate::error::AppError;
use crate::jobs::{self, Handler, Job, Running, Step};
use crate::words;

const SEND: &str = "send-account-letter";

pub const HANDLERS: &[Handler] = &[Handler { kind: SEND, every: None, run: send }];

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

#[derive(Serialize, Deserialize)]
struct Owed {
    letter: OwedLetter,
    email_key: String,
}

/// Sees to it that the letter is sent soon after this transaction, if the address has an account by then.
///
/// # Errors
/// When the database refuses.
pub fn owe(tx: &mut Tx<'_>, letter: OwedLetter, email: &Email) -> Result<(), AppError> {
    let job = Job::new(SEND, &Owed { letter, email_key: email.key().to_owned() })?;
    jobs::enqueue(tx, &job).map(drop)
}

fn send(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let owed: Owed = payload.read()?;
        app.db.write_later(move |tx| service::send(tx, owed.letter, &owed.email_key)).await?;
        Ok(Step::Done)
    })
}
