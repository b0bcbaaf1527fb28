//! Starting an attempt, or going on with the one that is open.

use std::time::Duration;

use super::closing::close_if_overdue;
use super::prospect::time_limit;
use super::sitting::Sitting;
use crate::accounts::Actor;
use crate::courses::model::{ActivityId, QuizRules};
use crate::courses::{CourseError, Library, PublishedVersion};
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::{AppError, Problem};
use crate::i18n::Locale;
use crate::ids::random_bytes;
use crate::quizzes::error::QuizError;
use crate::quizzes::model::{Attempt, draw};
use crate::quizzes::store::attempts as store;
use crate::throttle::Quota;

/// So many attempts may one person start in a stretch of time, at whatever quizzes.
const MOST_IN_A_STRETCH: u32 = 60;
const STRETCH: Duration = Duration::from_hours(1);

/// An attempt that was started, or goes on.
pub struct Started {
    pub sitting: Sitting,
    /// `false`: it was open.
    pub is_new: bool,
    /// How many she may still start.
    pub quota: Quota,
}

/// Starts an attempt in the language that `choose` picks of those that the version has, given the one that is learned in.
///
/// # Errors
/// 404 and 409 as [`enrolments::find_active`]; 404 `activity-unknown`; 409 `activity-not-a-quiz`; 409 `attempts-used-up`;
/// 429 when she starts one after another.
pub fn start(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (enrolment, activity): (EnrolmentId, &ActivityId),
    choose: &dyn Fn(&[Locale], &Locale) -> Locale,
) -> Result<Started, AppError> {
    let enrolment = enrolments::find_active(tx, actor, enrolment)?;
    let version = library.version(tx, enrolment.version)?;
    let found = version.structure.activity(activity).ok_or_else(|| CourseError::ActivityUnknown(activity.clone()))?;
    let rules = found.quiz().ok_or_else(|| QuizError::NotAQuiz(activity.clone()))?;
    if let Some(open) = find_open(tx, library, &enrolment, activity)? {
        let (quota, sitting) = (quota(tx, actor, 0)?, Sitting::of(tx, library, open)?);
        return Ok(Started { sitting, is_new: false, quota });
    }
    let taking = enrolments::same_taking(tx, &enrolment)?;
    let tries = store::tries(tx.conn(), &taking, activity)?;
    if tries.are_used_up(rules) {
        return Err(QuizError::AttemptsUsedUp { limit: rules.attempts.map_or(i64::MAX, i64::from) }.into());
    }
    let quota = quota(tx, actor, 1)?;
    let place = (activity, tries.count.saturating_add(1));
    let attempt = add(tx, &enrolment, (&version, rules), place, &choose(&version.locales(), &enrolment.locale))?;
    Ok(Started { sitting: Sitting::of(tx, library, attempt)?, is_new: true, quota })
}

/// What is left after so many more. Attempts are rows: whoever opens and closes them without end has to pause.
fn quota(tx: &mut Tx<'_>, actor: &Actor, more: usize) -> Result<Quota, AppError> {
    let now = tx.now();
    let started = store::started_since(tx.conn(), actor.person, now.minus(STRETCH), MOST_IN_A_STRETCH.into())?;
    let left = started.last().map_or(STRETCH, |first| first.plus(STRETCH).since(now));
    let quota = |count| Quota::new(MOST_IN_A_STRETCH.into(), u64::try_from(count).unwrap_or(u64::MAX), left);
    if more > 0 && quota(started.len()).remaining == 0 {
        return Err(Problem::too_many("rate-limited", quota(started.len())).into());
    }
    Ok(quota(started.len() + more))
}

fn find_open(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    activity: &ActivityId,
) -> Result<Option<Attempt>, AppError> {
    let Some(open) = store::find_open(tx.conn(), enrolment, activity)? else { return Ok(None) };
    let attempt = close_if_overdue(tx, library, open)?;
    Ok(attempt.is_open().then_some(attempt))
}

fn add(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    (version, rules): (&PublishedVersion, &QuizRules),
    (activity, number): (&ActivityId, i32),
    locale: &Locale,
) -> Result<Attempt, AppError> {
    let (now, seed) = (tx.now(), i64::from_be_bytes(random_bytes()));
    let deadline = time_limit(tx, enrolment, rules)?.map(|limit| now.plus(limit));
    let attempt = Attempt {
        person: enrolment.person,
        id: tx.new_id(),
        enrolment: enrolment.id,
        activity: activity.clone(),
        number,
        version: version.id,
        edition: version.edition(locale)?.id,
        paper: draw(&version.structure, activity, rules, seed),
        started_at: now,
        deadline,
        submitted_at: None,
        outcome: None,
    };
    // Nothing was open a moment ago in this very transaction: whoever comes first elsewhere makes this one run again.
    if store::add(tx.conn(), &attempt, seed)? { Ok(attempt) } else { Err(Problem::busy().into()) }
}
