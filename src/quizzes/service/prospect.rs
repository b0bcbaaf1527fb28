//! A quiz as who takes the course finds it, before she starts an attempt or between two.

use std::time::Duration;

use crate::courses::PublishedVersion;
use crate::courses::model::{ActivityId, QuizRules};
use crate::db::Snapshot;
use crate::enrolments::{self, Enrolment};
use crate::error::AppError;
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Attempt, extended};
use crate::quizzes::store::{accommodations, attempts as store};

/// Attempts that are shown, the latest.
const SHOWN: i64 = 20;

/// What somebody did at a quiz in an enrolment, and what she may do.
pub struct Prospect {
    /// The latest attempts, the latest first.
    pub attempts: Vec<Attempt>,
    /// How many may still be started; `None`: as many as one likes.
    pub left: Option<u16>,
    /// How long one that is started now may take, extra time included.
    pub time_limit: Option<Duration>,
}

/// Looks at a quiz of an enrolment's version.
///
/// # Errors
/// 409 `activity-not-a-quiz`.
pub fn prospect(
    snapshot: &mut Snapshot<'_>,
    enrolment: &Enrolment,
    version: &PublishedVersion,
    activity: &ActivityId,
) -> Result<Prospect, AppError> {
    let rules = version.structure.quiz(activity).ok_or_else(|| QuizError::NotAQuiz(activity.clone()))?;
    let taking = enrolments::same_taking(snapshot, enrolment)?;
    let tries = store::tries(snapshot.conn(), &taking, activity)?;
    Ok(Prospect {
        attempts: store::latest(snapshot.conn(), enrolment, activity, SHOWN)?,
        left: tries.left(rules),
        time_limit: time_limit(snapshot, enrolment, rules)?,
    })
}

/// How long an attempt that is started now may take.
pub(super) fn time_limit(
    snapshot: &mut Snapshot<'_>,
    enrolment: &Enrolment,
    rules: &QuizRules,
) -> Result<Option<Duration>, AppError> {
    let Some(minutes) = rules.time_limit_minutes else { return Ok(None) };
    let now = snapshot.now();
    let extra_time = accommodations::extra_time(snapshot.conn(), enrolment, now)?;
    Ok(Some(extended(Duration::from_mins(minutes.into()), extra_time)))
}
