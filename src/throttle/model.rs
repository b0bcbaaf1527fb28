//! How long one waits after how many attempts.

use std::time::Duration;

/// What is left of something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// So many cost nothing.
    pub limit: u64,
    /// So many of them are left.
    pub remaining: u64,
    /// Until they are counted anew or, when there are none, until the wait is over: in whole seconds.
    pub reset: Duration,
}

impl Quota {
    /// After `count` of `limit`. The rest of a second is a second: who comes back then must not be too early.
    #[must_use]
    pub fn new(limit: u64, count: u64, left: Duration) -> Self {
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        Self { limit, remaining: limit.saturating_sub(count), reset: Duration::from_secs(seconds) }
    }
}

/// What attempts cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// So many cost nothing.
    pub free: i32,
    /// The wait after the first that does; it doubles with each that follows.
    pub first_wait: Duration,
    pub longest_wait: Duration,
    /// After so long without an attempt all are forgotten.
    pub memory: Duration,
}

impl Policy {
    /// The wait after the `count`th attempt.
    #[must_use]
    pub fn wait_after(&self, count: i32) -> Duration {
        let beyond = count.saturating_sub(self.free);
        let Ok(doublings) = u32::try_from(beyond - 1) else { return Duration::ZERO };
        let factor = 2_u32.saturating_pow(doublings.min(31));
        self.first_wait.saturating_mul(factor).min(self.longest_wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_begin_after_the_free_attempts_and_double_up_to_the_longest() {
        let policy = Policy {
            free: 3,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(10),
            memory: Duration::from_mins(1),
        };
        for (count, seconds) in [(0, 0), (3, 0), (4, 2), (5, 4), (6, 8), (7, 10), (i32::MAX, 10)] {
            assert_eq!(policy.wait_after(count), Duration::from_secs(seconds), "after {count}");
        }
    }
}
