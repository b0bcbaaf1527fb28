//! Checking and counting.

use std::time::Duration;

use super::model::{Policy, Quota};
use super::store::{self, Row};
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::{AppError, Problem};

/// Something whose attempts are counted.
#[derive(Clone, Debug)]
pub struct Counter {
    /// A keyed hash of what it is.
    pub key: Vec<u8>,
    pub policy: Policy,
}

impl Counter {
    fn quota(&self, row: Option<&Row>, now: Timestamp) -> Quota {
        let free = u64::try_from(self.policy.free).unwrap_or(0);
        let Some(row) = row else { return Quota::new(free, 0, Duration::ZERO) };
        let end = if row.blocked_until > now { row.blocked_until } else { row.forgotten_at };
        Quota::new(free, u64::try_from(row.failures).unwrap_or(0), end.since(now))
    }
}

/// Refuses while a wait lasts.
///
/// # Errors
/// 429 with the seconds that are left.
pub fn check(tx: &mut Tx<'_>, counter: &Counter) -> Result<Quota, AppError> {
    let now = tx.now();
    let row = store::find(tx.conn(), &counter.key, now)?;
    let quota = counter.quota(row.as_ref(), now);
    match row {
        Some(row) if row.blocked_until > now => Err(Problem::too_many("rate-limited", quota).into()),
        _ => Ok(quota),
    }
}

/// Counts one attempt.
///
/// # Errors
/// When the database refuses.
pub fn count(tx: &mut Tx<'_>, counter: &Counter) -> Result<Quota, AppError> {
    let now = tx.now();
    let before = store::find(tx.conn(), &counter.key, now)?.map_or(0, |row| row.failures);
    let failures = before.saturating_add(1);
    let blocked_until = now.plus(counter.policy.wait_after(failures));
    let row = Row { failures, blocked_until, forgotten_at: blocked_until.plus(counter.policy.memory) };
    store::set(tx.conn(), &counter.key, &row)?;
    Ok(counter.quota(Some(&row), now))
}

/// Checks all counters, then counts one attempt on each.
///
/// # Errors
/// 429 when one of them makes wait; then nothing is counted.
pub fn spend(tx: &mut Tx<'_>, counters: &[Counter]) -> Result<(), AppError> {
    for counter in counters {
        check(tx, counter)?;
    }
    counters.iter().try_for_each(|counter| count(tx, counter).map(drop))
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
