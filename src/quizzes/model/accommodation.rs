//! Extra time for those who need it.

use std::time::Duration;

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::enrolments::EnrolmentId;
use crate::id_type;
use crate::ids::PersonId;

id_type!(
    /// Extra time that was granted.
    AccommodationId
);

/// Three times as long again, which is more than any guideline knows.
pub const MOST_EXTRA_TIME: i32 = 300;
/// Of the reason, which the Secretariat keeps to itself.
pub const LONGEST_REASON: usize = 500;

/// Extra time at quizzes that have a time limit, granted to a person until a day.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Accommodation {
    pub person: PersonId,
    pub id: AccommodationId,
    /// In this enrolment; `None`: in all of them.
    pub enrolment: Option<EnrolmentId>,
    /// Of the time limit: 50 makes 30 minutes 45.
    pub extra_time_percent: i32,
    /// Often about somebody's health.
    pub reason: String,
    pub granted_by: PersonId,
    pub granted_at: Timestamp,
    pub expires_at: Timestamp,
}

/// A time limit with so much extra time, in per cent.
#[must_use]
pub fn extended(limit: Duration, extra_time_percent: i32) -> Duration {
    let percent = 100 + u32::try_from(extra_time_percent).unwrap_or(0);
    limit.saturating_mul(percent) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extra_time_is_a_share_of_the_limit() {
        let seconds = Duration::from_secs;
        for (limit, percent, extended_to) in [(1_200, 0, 1_200), (1_200, 25, 1_500), (60, 1, 60), (60, 300, 240)] {
            assert_eq!(extended(seconds(limit), percent).as_secs(), extended_to, "{limit} s and {percent} %");
        }
        assert_eq!(extended(seconds(60), 1), Duration::from_millis(60_600));
    }
}
