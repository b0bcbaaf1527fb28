//! Posting letters, and looking after the outbox.

use std::time::Duration;

use super::model::{Letter, LetterId, Recipient};
use super::store::{self, Backlog, FailedLetter};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;

/// A settled letter is forgotten after this: long enough to answer "I never got it".
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// Posts a letter: it is sent after the transaction has committed, and only then.
///
/// # Errors
/// When the database refuses.
pub fn post(tx: &mut Tx<'_>, to: &Recipient, letter: Letter) -> Result<(), AppError> {
    let id = tx.new_id();
    post_as(tx, id, to, letter)
}

/// Posts a letter under an id that it was given before.
///
/// # Errors
/// When the database refuses.
pub fn post_as(tx: &mut Tx<'_>, id: LetterId, to: &Recipient, letter: Letter) -> Result<(), AppError> {
    let now = tx.now();
    store::add(tx.conn(), id, to, &letter, now)
}

/// Takes back what waits for somebody, of one kind or of all.
///
/// # Errors
/// When the database refuses.
pub fn recall(tx: &mut Tx<'_>, person: PersonId, kind: Option<&str>) -> Result<usize, AppError> {
    Ok(store::remove_waiting(tx.conn(), person, kind)?)
}

/// Whether a letter of this id was posted in the last thirty days.
///
/// # Errors
/// When the database refuses.
pub fn is_posted(snapshot: &mut Snapshot<'_>, id: LetterId) -> Result<bool, AppError> {
    Ok(store::has(snapshot.conn(), id)?)
}

/// The letters that were given up, the latest first; for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn failed(snapshot: &mut Snapshot<'_>, limit: i64) -> Result<Vec<FailedLetter>, AppError> {
    Ok(store::list_failed(snapshot.conn(), limit)?)
}

/// What stands in the outbox, for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn backlog(snapshot: &mut Snapshot<'_>) -> Result<Backlog, AppError> {
    Ok(store::backlog(snapshot.conn())?)
}

/// Forgets up to so many letters that were settled long ago; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, limit: i64) -> Result<usize, AppError> {
    let before = tx.now().minus(KEPT_FOR);
    Ok(store::prune(tx.conn(), before, limit)?)
}
