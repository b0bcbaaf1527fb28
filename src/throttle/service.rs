//! Checking and counting.

use super::model::Policy;
use super::store;
use crate::db::Tx;
use crate::error::{AppError, Problem};

/// Something whose attempts are counted.
#[derive(Clone, Debug)]
pub struct Counter {
    /// A keyed hash of what it is.
    pub key: Vec<u8>,
    pub policy: Policy,
}

/// Refuses while a wait lasts, with the seconds that are left.
fn check(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    let now = tx.now();
    match store::find(tx.conn(), &counter.key, now)? {
        Some(tally) if tally.blocked_until > now => {
            let left = tally.blocked_until.since(now);
            let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            Err(Problem::too_many("rate-limited", seconds).into())
        }
        _ => Ok(()),
    }
}

fn count(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    let now = tx.now();
    let before = store::find(tx.conn(), &counter.key, now)?;
    Ok(store::set(tx.conn(), &counter.key, &counter.policy.count(before, now))?)
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

/// Gives an attempt back that was counted, since it was a success.
///
/// # Errors
/// When the database refuses.
pub fn give_back(tx: &mut Tx<'_>, counter: &Counter) -> Result<(), AppError> {
    let now = tx.now();
    match store::find(tx.conn(), &counter.key, now)? {
        Some(tally) => Ok(store::set(tx.conn(), &counter.key, &counter.policy.give_back(tally))?),
        None => Ok(()),
    }
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
