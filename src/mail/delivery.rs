//! Sending what waits in the outbox.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::join_all;

use super::compose::{Draft, compose};
use super::model::{Closing, Letter, Outcome, Remains, Trouble, Waiting};
use super::store;
use crate::app::App;
use crate::clock::Timestamp;
use crate::db::Json;
use crate::error::AppError;
use crate::i18n::Locale;

/// Sent side by side. Few, so that the most important go first.
const AT_ONCE: i64 = 8;
/// Longer than any transport may take for one letter.
const LEASE: Duration = Duration::from_mins(5);

/// What a round of sending came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Letters that were tried.
    pub tried: usize,
    /// Letters that were not taken because no letter is taken now.
    pub unreachable: usize,
}

impl Round {
    /// Nothing at all was taken: trying more letters now is of no use.
    #[must_use]
    pub fn is_in_vain(&self) -> bool {
        self.tried > 0 && self.unreachable == self.tried
    }
}

/// When there is a letter to send, if any waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_due(app: &App) -> Result<Option<Timestamp>, AppError> {
    app.db.read(|snapshot| Ok(store::next_due(snapshot.conn())?)).await
}

/// Sends the next few letters and notes what became of each.
///
/// # Errors
/// When the database refuses. A letter that was sent meanwhile is sent again when its lease has run out.
pub async fn deliver_next(app: &App) -> Result<Round, AppError> {
    let claim = |tx: &mut crate::db::Tx<'_>| {
        let now = tx.now();
        Ok(store::claim(tx.conn(), now, now.plus(LEASE), AT_ONCE)?)
    };
    let claimed = app.db.write_later(claim).await?;
    let tried = join_all(claimed.iter().map(|letter| guarded(app, letter))).await;
    let unreachable = tried.iter().filter(|result| matches!(result, Err(Trouble::Unreachable(_)))).count();
    let round = Round { tried: tried.len(), unreachable };
    let now = app.clock.now();
    let mut closings = Vec::with_capacity(claimed.len());
    for (letter, result) in claimed.iter().zip(tried) {
        closings.push(close(app, letter, result, now)?);
    }
    if !closings.is_empty() {
        app.db
            .write_later(move |tx| {
                let now = tx.now();
                closings.iter().try_for_each(|closing| store::settle(tx.conn(), closing, now))
            })
            .await?;
    }
    Ok(round)
}

/// A letter over which we stumble is one letter that waits, not the end of the line.
async fn guarded(app: &App, waiting: &Waiting) -> Result<(), Trouble> {
    let attempt = AssertUnwindSafe(attempt(app, waiting)).catch_unwind().await;
    attempt.unwrap_or_else(|_| Err(Trouble::Postponed("writing or sending it panicked".into())))
}

async fn attempt(app: &App, waiting: &Waiting) -> Result<(), Trouble> {
    // A newer version may have posted a letter, or for a locale, that this one cannot read; that version will send it.
    let letter: Letter = waiting.letter.read().map_err(|error| Trouble::Postponed(error.to_string()))?;
    let locale: Locale = waiting.locale.parse().unwrap_or(Locale::EN);
    let to = waiting.address.parse().map_err(|error| Trouble::Refused(format!("not an address: {error}")))?;
    let (posted_at, base_url) = (waiting.posted_at, app.base_url());
    let draft = Draft { id: waiting.id, to, locale: &locale, letter: &letter, posted_at, base_url: &base_url };
    let composed = compose(&draft, &app.i18n, &app.config).map_err(|error| Trouble::Postponed(error.to_string()))?;
    app.mail.send(composed).await
}

fn close(app: &App, waiting: &Waiting, result: Result<(), Trouble>, now: Timestamp) -> Result<Closing, AppError> {
    let kind = waiting.letter.read::<Remains>().map_or_else(|_| "unknown".to_owned(), |remains| remains.kind);
    let outcome = waiting.outcome(result, now);
    let tries = waiting.tries.saturating_add(1);
    let word = match &outcome {
        Outcome::Sent => "sent",
        Outcome::Again { .. } => "postponed",
        Outcome::Failed { .. } => "failed",
    };
    app.metrics.letter(&kind, word);
    // What the server said may name the recipient: it is kept in the outbox, not in the log.
    match &outcome {
        Outcome::Sent => tracing::debug!(letter = %waiting.id, kind, tries, "a letter was sent"),
        Outcome::Again { at, .. } => {
            tracing::warn!(letter = %waiting.id, kind, tries, %at, "a letter will be sent again");
        }
        Outcome::Failed { .. } => tracing::error!(letter = %waiting.id, kind, tries, "a letter was given up"),
    }
    Ok(Closing { id: waiting.id, lease: waiting.lease, tries, outcome, remains: Json::of(&Remains { kind })? })
}
