//! How long one waits after how many attempts.

use std::time::Duration;

use crate::clock::Timestamp;

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
pub enum Policy {
    /// For guesses at one thing: some are free, then each costs a longer wait than the one before.
    Growing {
        /// So many cost nothing.
        free: i32,
        /// The wait after the first that does; it doubles with each that follows.
        first_wait: Duration,
        longest_wait: Duration,
        /// After so long without an attempt all are forgotten.
        memory: Duration,
    },
    /// For a crowd behind one address, which never falls silent: one attempt after another is forgiven.
    Steady {
        /// So many at once.
        burst: u32,
        /// Then one after each of these.
        every: Duration,
    },
}

/// What is known of a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Attempts, where they are counted.
    pub failures: i32,
    pub blocked_until: Timestamp,
    /// When all is forgiven.
    pub forgotten_at: Timestamp,
}

impl Policy {
    /// The tally after one attempt more.
    #[must_use]
    pub fn count(&self, before: Option<Tally>, now: Timestamp) -> Tally {
        match *self {
            Self::Growing { free, first_wait, longest_wait, memory } => {
                let failures = before.map_or(0, |tally| tally.failures).saturating_add(1);
                let blocked_until = now.plus(doubled(first_wait, failures.saturating_sub(free)).min(longest_wait));
                Tally { failures, blocked_until, forgotten_at: blocked_until.plus(memory) }
            }
            Self::Steady { burst, every } => {
                let debt_ends = before.map_or(now, |tally| tally.forgotten_at.max(now));
                forgiven_at(debt_ends.plus(every), burst, every)
            }
        }
    }

    /// What is left at a moment.
    #[must_use]
    pub fn quota(&self, tally: Option<Tally>, now: Timestamp) -> Quota {
        let (limit, every) = match *self {
            Self::Growing { free, .. } => (u64::try_from(free).unwrap_or(0), None),
            Self::Steady { burst, every } => (u64::from(burst), Some(every)),
        };
        let Some(tally) = tally else { return Quota::new(limit, 0, Duration::ZERO) };
        let count = match every {
            None => u64::try_from(tally.failures).unwrap_or(0),
            Some(every) => {
                let debt = tally.forgotten_at.since(now).as_micros().div_ceil(every.as_micros().max(1));
                u64::try_from(debt).unwrap_or(u64::MAX)
            }
        };
        let end = if tally.blocked_until > now { tally.blocked_until } else { tally.forgotten_at };
        Quota::new(limit, count, end.since(now))
    }

    /// The tally as if an attempt had not been. What grows is forgotten as a whole instead.
    #[must_use]
    pub fn give_back(&self, tally: Tally) -> Tally {
        match *self {
            Self::Growing { .. } => tally,
            Self::Steady { burst, every } => forgiven_at(tally.forgotten_at.minus(every), burst, every),
        }
    }
}

/// The first wait after the first attempt beyond the free ones, twice that after the next.
fn doubled(first_wait: Duration, beyond: i32) -> Duration {
    let Ok(doublings) = u32::try_from(beyond.saturating_sub(1)) else { return Duration::ZERO };
    first_wait.saturating_mul(2_u32.saturating_pow(doublings.min(31)))
}

/// The moment when all is forgiven is the whole state (virtual scheduling, ITU-T I.371).
fn forgiven_at(moment: Timestamp, burst: u32, every: Duration) -> Tally {
    let blocked_until = moment.minus(every.saturating_mul(burst.saturating_sub(1)));
    Tally { failures: 0, blocked_until, forgotten_at: moment }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn waits_begin_after_the_free_attempts_and_double_up_to_the_longest() {
        let policy = Policy::Growing {
            free: 3,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(10),
            memory: Duration::from_mins(1),
        };
        for (failures, wait) in [(0, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 10), (i32::MAX, 10)] {
            let before = Tally { failures, blocked_until: at(0), forgotten_at: at(1) };
            let after = policy.count(Some(before), at(0));
            assert_eq!((after.blocked_until, after.forgotten_at), (at(wait), at(wait + 60)), "after {failures}");
        }
    }

    #[test]
    fn a_steady_crowd_is_forgiven_one_attempt_after_another() {
        let policy = Policy::Steady { burst: 3, every: Duration::from_secs(10) };
        let mut tally = None;
        for (now, blocked_until) in [(0, -10), (0, 0), (0, 10), (10, 20), (20, 30), (45, 40)] {
            let after = policy.count(tally, at(now));
            assert_eq!(after.blocked_until, at(blocked_until), "at {now}");
            tally = Some(after);
        }
        let back = tally.map(|tally| policy.give_back(tally));
        assert_eq!(back.map(|tally| (tally.blocked_until, tally.forgotten_at)), Some((at(30), at(50))));
    }
}
