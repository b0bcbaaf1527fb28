//! Counting what costs too little to be written down: in memory, each process for itself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::model::Quota;
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};

/// Of more than these none is counted: memory is bounded, and nobody is refused on account of others.
const MOST_COUNTED: usize = 100_000;

/// So many in each stretch of time, for each network or person.
pub struct Window<K> {
    limit: u64,
    length: Duration,
    counted: Mutex<Counted<K>>,
}

struct Counted<K> {
    began: Timestamp,
    each: HashMap<K, u64>,
}

impl<K: Eq + Hash> Window<K> {
    #[must_use]
    pub fn new(limit: u64, length: Duration) -> Self {
        let counted = Counted { began: Timestamp::from_micros(0), each: HashMap::new() };
        Self { limit, length, counted: Mutex::new(counted) }
    }

    /// Counts so many.
    ///
    /// # Errors
    /// 429 with the seconds until the next stretch begins, when there would be too many in this one; then nothing is counted.
    pub fn admit(&self, who: K, cost: u64, now: Timestamp) -> Result<Quota, AppError> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if now.since(counted.began) >= self.length {
            *counted = Counted { began: now, each: HashMap::new() };
        }
        let left = counted.began.plus(self.length).since(now);
        let is_full = counted.each.len() >= MOST_COUNTED;
        let count = match counted.each.get_mut(&who) {
            Some(count) => count,
            None if is_full => return Ok(Quota::new(self.limit, cost, left)),
            None => counted.each.entry(who).or_default(),
        };
        let after = count.saturating_add(cost);
        if after > self.limit {
            return Err(Problem::too_many("rate-limited", Quota::new(self.limit, *count, left)).into());
        }
        *count = after;
        Ok(Quota::new(self.limit, *count, left))
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn each_network_has_its_own_count_and_each_stretch_begins_anew() {
        let window = Window::new(2, Duration::from_mins(1));
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let at = |seconds: i64| Timestamp::from_micros((1_000 + seconds) * 1_000_000);
        for (network, moment, remaining) in [
            (one, at(0), Some((1, 60))),
            (one, at(1), Some((0, 59))),
            (one, at(59), None),
            (other, at(59), Some((1, 1))),
            (one, at(60), Some((1, 60))),
        ] {
            let quota = window.admit(network, 1, moment).ok();
            assert_eq!(quota.map(|quota| (quota.remaining, quota.reset.as_secs())), remaining, "{network} {moment}");
        }
    }

    #[test]
    fn what_does_not_fit_any_more_is_not_counted() {
        let window = Window::new(10, Duration::from_mins(1));
        let now = Timestamp::from_micros(1_000_000_000);
        let admitted = [8, 3, 2, 1].map(|cost| window.admit("ana", cost, now).is_ok());
        assert_eq!(admitted, [true, false, true, false]);
    }
}
