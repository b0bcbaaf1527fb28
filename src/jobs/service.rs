//! Enqueuing jobs, and looking after the queue.

use std::time::Duration;

use super::model::{Job, JobId};
use super::store::{self, FailedJob};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;

const KEPT_FOR: Duration = Duration::from_hours(30 * 24);

/// Enqueues a job; it runs after the transaction has committed, and only then. `false` if there is one under the same key.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(tx: &mut Tx<'_>, job: &Job) -> Result<bool, AppError> {
    let (id, now) = (tx.new_id::<JobId>(), tx.now());
    Ok(store::add(tx.conn(), id, job, now)?)
}

/// Whether there is a job under a key, waiting or settled in the last thirty days.
///
/// # Errors
/// When the database refuses.
pub fn is_known(snapshot: &mut Snapshot<'_>, once_key: &str) -> Result<bool, AppError> {
    Ok(store::has(snapshot.conn(), once_key)?)
}

/// The jobs that were given up, the latest first; for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn failed(snapshot: &mut Snapshot<'_>, limit: i64) -> Result<Vec<FailedJob>, AppError> {
    Ok(store::list_failed(snapshot.conn(), limit)?)
}

/// Makes the jobs of a kind that failed before, given up or not, due at once; how many they were. For when the cause is gone.
///
/// # Errors
/// When the database refuses.
pub fn retry_now(tx: &mut Tx<'_>, kind: &str) -> Result<usize, AppError> {
    let now = tx.now();
    Ok(store::retry(tx.conn(), kind, now)?)
}

/// Forgets up to so many jobs that were settled long ago; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, limit: i64) -> Result<usize, AppError> {
    let before = tx.now().minus(KEPT_FOR);
    Ok(store::prune(tx.conn(), before, limit)?)
}
