//! Counting what costs too little to be written down: in memory, each process for itself.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::model::Quota;
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};

/// Of more networks than these none is counted: memory is bounded, and nobody is refused on account of others.
const MOST_NETWORKS: usize = 100_000;

/// So many in each stretch of time, for each network.
pub struct Window {
    limit: u64,
    length: Duration,
    counted: Mutex<Counted>,
}

struct Counted {
    began: Timestamp,
    networks: HashMap<IpAddr, u64>,
}

impl Window {
    #[must_use]
    pub fn new(limit: u64, length: Duration) -> Self {
        let counted = Counted { began: Timestamp::from_micros(0), networks: HashMap::new() };
        Self { limit, length, counted: Mutex::new(counted) }
    }

    /// Counts one.
    ///
    /// # Errors
    /// 429 with the seconds until the next stretch begins, when there were too many in this one.
    pub fn admit(&self, network: IpAddr, now: Timestamp) -> Result<Quota, AppError> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if now.since(counted.began) >= self.length {
            *counted = Counted { began: now, networks: HashMap::new() };
        }
        let left = counted.began.plus(self.length).since(now);
        let is_full = counted.networks.len() >= MOST_NETWORKS;
        let count = match counted.networks.get_mut(&network) {
            Some(count) => count,
            None if is_full => return Ok(Quota::new(self.limit, 1, left)),
            None => counted.networks.entry(network).or_default(),
        };
        if *count >= self.limit {
            return Err(Problem::too_many("rate-limited", Quota::new(self.limit, *count, left)).into());
        }
        *count += 1;
        Ok(Quota::new(self.limit, *count, left))
    }
}

#[cfg(test)]
mod tests {
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
            let quota = window.admit(network, moment).ok();
            assert_eq!(quota.map(|quota| (quota.remaining, quota.reset.as_secs())), remaining, "{network} {moment}");
        }
    }
}
