//! Checking and counting.

use std::time::Duration;

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

/// Counts one attempt on each counter.
///
/// # Errors
/// 429 with the seconds that are left when one of them makes wait; then nothing is counted.
pub fn spend(tx: &mut Tx<'_>, counters: &[Counter]) -> Result<(), AppError> {
    let now = tx.now();
    let mut counted = Vec::with_capacity(counters.len());
    for Counter { key, policy } in counters {
        let before = store::find(tx.conn(), key, now)?;
        let left = before.map_or(Duration::ZERO, |tally| tally.blocked_until.since(now));
        if !left.is_zero() {
            let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            return Err(Problem::too_many("rate-limited", seconds).into());
        }
        counted.push((key, policy.count(before, now)));
    }
    for (key, tally) in counted {
        store::set(tx.conn(), key, &tally)?;
    }
    Ok(())
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
