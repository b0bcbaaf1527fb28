//! Enqueuing jobs, and looking after the queue.

use std::time::Duration;

use super::model::{Job, JobId};
use super::store::{self, FailedJob};
use crate::db::{Json, Snapshot, Tx};
use crate::error::AppError;

/// A settled job is forgotten after this, its key with it: long enough to look into what was given up, and no longer, since what
/// it was about may be personal.
const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// Enqueues a job; it runs after the transaction has committed, and only then. `false` if there is one under the same key.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(tx: &mut Tx<'_>, job: &Job) -> Result<bool, AppError> {
    let (id, now) = (tx.new_id::<JobId>(), tx.now());
    Ok(store::add(tx.conn(), id, job, now)?)
}

/// Sees to it that there is a job under its key that is going to run: enqueues it, or makes the one due again that was given up.
///
/// # Errors
/// When the database refuses.
pub fn go_on_with(tx: &mut Tx<'_>, job: &Job) -> Result<(), AppError> {
    let now = tx.now();
    if !enqueue(tx, job)?
        && let Some(key) = &job.once_key
    {
        store::revive(tx.conn(), key, now)?;
    }
    Ok(())
}

/// Whether the same is asked for once more by a job that nobody has begun: it will see all that a running one sees, which may leave
/// its work to it.
///
/// # Errors
/// When the database refuses.
pub fn is_asked_again(snapshot: &mut Snapshot<'_>, kind: &str, payload: &Json) -> Result<bool, AppError> {
    Ok(store::waits(snapshot.conn(), kind, payload)?)
}

/// The jobs that were given up, the latest first; for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn failed(snapshot: &mut Snapshot<'_>, limit: i64) -> Result<Vec<FailedJob>, AppError> {
    Ok(store::list_failed(snapshot.conn(), limit)?)
}

/// Makes the jobs that were given up due again; how many they were. For when the cause is gone.
///
/// # Errors
/// When the database refuses.
pub fn retry_failed(tx: &mut Tx<'_>) -> Result<usize, AppError> {
    let now = tx.now();
    Ok(store::retry_failed(tx.conn(), now)?)
}

/// Forgets the jobs that were given up; how many they were. For when nothing is to come of them.
///
/// # Errors
/// When the database refuses.
pub fn dismiss_failed(tx: &mut Tx<'_>) -> Result<usize, AppError> {
    Ok(store::dismiss_failed(tx.conn())?)
}

/// Does what happens regularly at once, and not only when it is due.
///
/// # Errors
/// When the database refuses.
pub fn run_now(tx: &mut Tx<'_>, kind: &str) -> Result<(), AppError> {
    let now = tx.now();
    Ok(store::hasten(tx.conn(), &regular_key(kind), now)?)
}

/// The key of what happens regularly: there is one job of its kind.
pub(super) fn regular_key(kind: &str) -> String {
    format!("regular:{kind}")
}

/// Forgets up to so many jobs that were settled long ago; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, limit: i64) -> Result<usize, AppError> {
    let before = tx.now().minus(KEPT_FOR);
    Ok(store::prune(tx.conn(), before, limit)?)
}
