//! Attempts, and what holds for them.

mod accommodation;
mod answer;
mod decimal;
mod draw;
mod fold;
mod fraction;
mod marking;

use std::time::Duration;

use diesel::Queryable;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, QuizRules};
use crate::courses::{EditionId, VersionId};
use crate::enrolments::EnrolmentId;
use crate::id_type;
use crate::ids::PersonId;

pub use accommodation::{Accommodation, AccommodationId, LONGEST_REASON, MOST_EXTRA_TIME, extended};
pub use answer::Answer;
pub use draw::{Asked, Paper, draw};
pub use marking::{Mark, Outcome, Verdict, mark_all};

id_type!(
    /// One attempt at a quiz.
    AttemptId
);

/// An answer that was on its way when time was up still counts.
const GRACE: Duration = Duration::from_secs(30);

/// A person's attempt at a quiz.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub person: PersonId,
    pub id: AttemptId,
    pub enrolment: EnrolmentId,
    pub activity: ActivityId,
    /// Counted from 1 since the person completed the course before, over enrolments that she withdrew.
    pub number: i32,
    pub version: VersionId,
    pub edition: EditionId,
    pub paper: Paper,
    pub started_at: Timestamp,
    pub deadline: Option<Timestamp>,
    pub submitted_at: Option<Timestamp>,
    pub outcome: Option<Outcome>,
}

impl Attempt {
    /// The last moment at which something counts.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        self.deadline.map(|deadline| deadline.plus(GRACE))
    }

    /// Whether time is up, grace included.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.end().is_some_and(|end| now > end)
    }

    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.submitted_at.is_none()
    }

    /// Open, and to be closed by whoever touches it next.
    #[must_use]
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.is_open() && self.is_late(now)
    }

    /// Closed because time was up, not by a submission.
    #[must_use]
    pub fn was_timed_out(&self) -> bool {
        self.submitted_at.is_some() && self.submitted_at == self.end()
    }

    /// When it is closed, if that happens now: nothing is submitted after its end, nor after that of the approval to take the
    /// course.
    #[must_use]
    pub fn closing_moment(&self, now: Timestamp, approved_until: Option<Timestamp>) -> Timestamp {
        [self.end(), approved_until].into_iter().flatten().fold(now, Timestamp::min)
    }
}

/// An open attempt whose time is up, and its place among those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Serialize, Deserialize)]
pub struct Overdue {
    pub deadline: Timestamp,
    pub person: PersonId,
    pub id: AttemptId,
}

/// The moment before which deadlines lie whose grace is over.
#[must_use]
pub fn overdue_before(now: Timestamp) -> Timestamp {
    now.minus(GRACE)
}

/// What is known of all attempts at a quiz since the person completed the course before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    pub count: i32,
    pub any_open: bool,
}

impl Tries {
    /// How many further attempts may be started; `None`: as many as one likes.
    #[must_use]
    pub fn left(self, rules: &QuizRules) -> Option<u16> {
        rules.attempts.map(|limit| limit.saturating_sub(u16::try_from(self.count).unwrap_or(u16::MAX)))
    }

    /// Whether no further attempt may be started.
    #[must_use]
    pub fn are_used_up(self, rules: &QuizRules) -> bool {
        self.left(rules) == Some(0)
    }

    /// Whether a closed attempt shows the right answers: always for practice; in a graded quiz once trying again is over, or
    /// no longer counts because the course is completed.
    #[must_use]
    pub fn reveal_key(self, rules: &QuizRules, is_completed: bool) -> bool {
        rules.weight == 0 || !self.any_open && (is_completed || self.are_used_up(rules))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courses::model::Score;

    fn rules(weight: u16, attempts: Option<u16>) -> QuizRules {
        let (score, pools) = (Score::Best, Vec::new());
        QuizRules { pass_mark: 70, attempts, time_limit_minutes: None, score, weight, shuffle: false, pools }
    }

    #[test]
    fn the_key_is_shown_when_trying_again_is_over() {
        let tries = |count, any_open| Tries { count, any_open };
        for (tries, completed, weight, limit, shown) in [
            (tries(1, false), false, 0, None, true),
            (tries(2, true), false, 0, None, true),
            (tries(1, false), false, 1, Some(2), false),
            (tries(2, false), false, 1, Some(2), true),
            (tries(2, true), false, 1, Some(2), false),
            (tries(1, false), true, 1, Some(2), true),
            (tries(2, true), true, 1, Some(3), false),
            (tries(9, false), false, 1, None, false),
            (tries(9, false), true, 1, None, true),
        ] {
            let told = tries.reveal_key(&rules(weight, limit), completed);
            assert_eq!(told, shown, "{tries:?} {completed} {weight} {limit:?}");
        }
    }
}
