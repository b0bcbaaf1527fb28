//! Checking and counting.

use super::model::Policy;
use super::store::{self, Row};
use crate::db::Tx;
use crate::error::{AppError, Problem};

/// Something whose attempts are counted.
#[derive(Clone, Debug)]
pub struct Counter {
    /// A keyed hash of what it is.
    pub key: Vec<u8>,
    pub policy: Policy,
}

/// Refuses while a wait lasts.
///
/// # Errors
/// 429 with the seconds that are left.
pub fn check(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    let now = tx.now();
    match store::find(tx.conn(), &counter.key, now)? {
        Some(row) if row.blocked_until > now => {
            let left = row.blocked_until.since(now);
            let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            Err(Problem::too_many("rate-limited", seconds).into())
        }
        _ => Ok(()),
    }
}

/// Counts one attempt.
///
/// # Errors
/// When the database refuses.
pub fn count(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    let now = tx.now();
    let before = store::find(tx.conn(), &counter.key, now)?.map_or(0, |row| row.failures);
    let failures = before.saturating_add(1);
    let blocked_until = now.plus(counter.policy.wait_after(failures));
    let row = Row { failures, blocked_until, forgotten_at: blocked_until.plus(counter.policy.memory) };
    Ok(store::set(tx.conn(), &counter.key, &row)?)
}

/// Checks all counters, then counts one attempt on each.
///
/// # Errors
/// 429 when one of them makes wait; then nothing is counted.
pub fn spend(tx: &mut Tx<'_>, counters: &[Counter]) -> Result<(), AppError> {
    for counter in counters {
        check(tx, counter)?;
    }
    counters.iter().try_for_each(|counter| count(tx, counter))
}

/// Begins anew, after a success.
///
/// # Errors
/// When the database refuses.
pub fn forget(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    Ok(store::remove(tx.conn(), &counter.key)?)
}

/// Removes the rows of counters that are forgotten, at most so many.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, limit: i64) -> Result<usize, AppError> {
    let now = tx.now();
    Ok(store::remove_forgotten(tx.conn(), now, limit)?)
}
