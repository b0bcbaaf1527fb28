//! Attempts at quizzes, and the moment when a course is complete.

use std::collections::BTreeMap;

use super::credit;
use crate::certificates;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::{ActivityId, CompletionRule, Score};
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentState};
use crate::error::AppError;
use crate::progress::model::{self, EditionKey, Event, EventKind, Rules, State};
use crate::progress::store::{self, Owner};

/// How an attempt at a quiz ended.
#[derive(Clone, Debug)]
pub struct AttemptOutcome {
    pub activity: ActivityId,
    /// Basis points, 0 to 10,000.
    pub score: i32,
    pub passed: bool,
    pub submitted_at: Timestamp,
    /// The edition that the attempt was made in.
    pub edition: EditionKey,
}

/// Notes a submitted attempt: the quiz's state, and with it perhaps the completion of the course. The caller sees to it that
/// an attempt is noted once.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn record_attempt(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    outcome: &AttemptOutcome,
) -> Result<(), AppError> {
    let (owner, now) = (Owner::from(enrolment), tx.now());
    let event = Event {
        id: tx.new_id(),
        activity: outcome.activity.clone(),
        kind: if outcome.passed { EventKind::Passed } else { EventKind::Failed },
        active_seconds: 0,
        score: Some(outcome.score),
        edition: outcome.edition.clone(),
        occurred_at: outcome.submitted_at,
    };
    store::add_event(tx.conn(), owner, &event, now)?;
    let rules = quiz_rules(tx, library, enrolment, outcome)?;
    let mut states = store::states(tx.conn(), owner)?;
    let state = states.entry(outcome.activity.clone()).or_default();
    let history = store::history(tx.conn(), owner, &outcome.activity)?;
    let before = std::mem::replace(state, State::of(rules, &history));
    state.done = [state.done.take(), before.done].into_iter().flatten().min();
    store::set_state(tx.conn(), owner, &outcome.activity, state, now)?;
    complete_course(tx, library, enrolment, &states)
}

/// The rules of the enrolment's version; of the attempt's own where the quiz has gone since.
fn quiz_rules(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    outcome: &AttemptOutcome,
) -> Result<Rules, AppError> {
    for version in [enrolment.version, outcome.edition.version] {
        let version = library.version(tx, version)?;
        if let Some(activity) = version.structure.activity(&outcome.activity) {
            let score = activity.quiz().map_or(Score::Best, |quiz| quiz.score);
            return Ok(Rules { completion: activity.completion, score });
        }
    }
    Ok(Rules { completion: CompletionRule::Passed, score: Score::Best })
}

/// Completes the enrolment if that is what its states come to, the first time and for good. The moment is the server's: a
/// device's clock dates what was done, not the certificate.
pub(super) fn complete_course(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    states: &BTreeMap<ActivityId, State>,
) -> Result<(), AppError> {
    if enrolment.completed_at.is_some() {
        return Ok(());
    }
    let version = library.version(tx, enrolment.version)?;
    let is_done = |id: &ActivityId| states.get(id).is_some_and(|state| state.done.is_some());
    let removed = credit::removed(tx, library, &version, credit::done(states))?;
    if !model::standing(&version.structure, is_done, &removed).is_complete() {
        return Ok(());
    }
    let grade = model::grade(&version.structure, |id| states.get(id).and_then(|state| state.score), &removed);
    let now = tx.now();
    if enrolments::set_completed(tx, enrolment, grade, now)? {
        let completed =
            Enrolment { state: EnrolmentState::Completed, completed_at: Some(now), grade, ..enrolment.clone() };
        certificates::on_completion(tx, library, &completed)?;
    }
    Ok(())
}
