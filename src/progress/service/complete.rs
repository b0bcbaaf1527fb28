//! Attempts at quizzes, and the moment when a course is complete.

use std::collections::BTreeMap;

use super::credit;
use super::states::{rebuilt, renew};
use crate::certificates;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::ActivityId;
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentState};
use crate::error::AppError;
use crate::ids::Id as _;
use crate::progress::model::{self, EditionKey, Event, EventId, EventKind, State};
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

impl AttemptOutcome {
    /// The event that tells of it, made now.
    pub(super) fn event(&self, now: Timestamp) -> Event {
        Event {
            id: EventId::new(now),
            activity: self.activity.clone(),
            kind: if self.passed { EventKind::Passed } else { EventKind::Failed },
            active_seconds: 0,
            score: Some(self.score),
            edition: self.edition.clone(),
            occurred_at: self.submitted_at,
        }
    }
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
    let owner = Owner::from(enrolment);
    add_attempt(tx, owner, outcome)?;
    let mut states = store::states(tx.conn(), owner)?;
    let state = renew(tx, library, enrolment, (&outcome.activity, states.get(&outcome.activity)))?;
    states.insert(outcome.activity.clone(), state);
    complete_course(tx, library, enrolment, &states)
}

/// Adds the event that tells of an attempt.
pub(super) fn add_attempt(tx: &mut Tx<'_>, owner: Owner, outcome: &AttemptOutcome) -> Result<(), AppError> {
    let now = tx.now();
    store::add_event(tx.conn(), owner, &outcome.event(now), now)?;
    Ok(())
}

/// Looks at an enrolment that has moved to another version: what was done before may satisfy the rules of the new one, and
/// nothing may be left to do.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn settle(tx: &mut Tx<'_>, library: &Library, enrolment: &Enrolment) -> Result<(), AppError> {
    let (owner, now) = (Owner::from(enrolment), tx.now());
    let mut states = store::states(tx.conn(), owner)?;
    let histories = store::histories(tx.conn(), owner)?;
    for (activity, rebuilt) in rebuilt(tx, library, enrolment, &histories)? {
        let before = states.get(&activity);
        let state = rebuilt.after(before);
        if before != Some(&state) {
            store::set_state(tx.conn(), owner, &activity, &state, now)?;
            states.insert(activity, state);
        }
    }
    complete_course(tx, library, enrolment, &states)
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
        let studied = model::studied(states.values()).map(|done| (done.version, &done.locale));
        certificates::on_completion(tx, library, &completed, studied)?;
    }
    Ok(())
}
