//! Enqueuing jobs and running them.

use super::model::{Job, JobId};
use super::store;
use crate::db::Tx;
use crate::error::AppError;

/// Enqueues a job; it runs after the transaction has committed, and only then. `false` if one was enqueued before under
/// the same key.
///
/// # Errors
/// When the database refuses.
pub fn enqueue(tx: &mut Tx<'_>, job: &Job) -> Result<bool, AppError> {
    let (id, now) = (tx.new_id::<JobId>(), tx.now());
    Ok(store::add(tx.conn(), id, job, now)?)
}
