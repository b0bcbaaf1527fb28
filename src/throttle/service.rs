//! Checking and counting.

use super::model::{Policy, Quota};
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

/// Counts one attempt on each counter. What is left is told of the first.
///
/// # Errors
/// 429 with the seconds that are left when one of them makes wait; then nothing is counted.
pub fn spend(tx: &mut Tx<'_>, counters: &[Counter]) -> Result<Quota, AppError> {
    let now = tx.now();
    let mut counted = Vec::with_capacity(counters.len());
    for Counter { key, policy } in counters {
        let before = store::find(tx.conn(), key, now)?;
        if before.is_some_and(|tally| tally.blocked_until > now) {
            return Err(Problem::too_many("rate-limited", policy.quota(before, now)).into());
        }
        counted.push((key, policy, policy.count(before, now)));
    }
    for (key, _, tally) in &counted {
        store::set(tx.conn(), key, tally)?;
    }
    let first = counted.first().ok_or_else(|| AppError::broken("nothing to count"))?;
    Ok(first.1.quota(Some(first.2), now))
}

/// Gives an attempt back that was counted, since it was a success; what is left then.
///
/// # Errors
/// When the database refuses.
pub fn give_back(tx: &mut Tx<'_>, counter: &Counter) -> Result<Quota, AppError> {
    let now = tx.now();
    let after = store::find(tx.conn(), &counter.key, now)?.map(|tally| counter.policy.give_back(tally));
    if let Some(tally) = &after {
        store::set(tx.conn(), &counter.key, tally)?;
    }
    Ok(counter.policy.quota(after, now))
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
