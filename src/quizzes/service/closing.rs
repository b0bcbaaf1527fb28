//! Closing attempts: by a submission, or because time is up.

use super::sitting::{Sitting, find_own, find_visible};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, Enrolment};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::progress::{self, AttemptOutcome, EditionKey};
use crate::quizzes::model::{Attempt, AttemptId, Outcome, Overdue, mark_all, overdue_before};
use crate::quizzes::store::attempts as store;

/// Submits a person's own attempt: also after the end of the approval, with what was answered before. One that is closed stays
/// as it is, and is answered again.
///
/// # Errors
/// 404 `attempt-unknown`; 409 as [`enrolments::find_taken`] for one that is open.
pub fn submit(tx: &mut Tx<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let mut attempt = find_own(tx, actor, id)?;
    if attempt.is_open() {
        enrolments::find_taken(tx, actor, attempt.enrolment)?;
        attempt = close(tx, library, attempt)?;
    }
    Sitting::of(tx, library, attempt)
}

/// An attempt, closed first if its time is up, for whoever may [see](super::show) it.
///
/// # Errors
/// As [`show`](super::show).
pub fn close_and_show(tx: &mut Tx<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let attempt = find_visible(tx, library, actor, id)?;
    let attempt = close_if_overdue(tx, library, attempt)?;
    Sitting::of(tx, library, attempt)
}

/// Some attempts whose time is up, whoever's they are, the oldest first, after one of them.
///
/// # Errors
/// When the database refuses.
pub fn list_overdue(snapshot: &mut Snapshot<'_>, after: Option<Overdue>, limit: i64) -> Result<Vec<Overdue>, AppError> {
    let before = overdue_before(snapshot.now());
    Ok(store::overdue(snapshot.conn(), (after, before), limit)?)
}

/// How every closed attempt of an enrolment ended, the oldest first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn closed(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
) -> Result<Vec<AttemptOutcome>, AppError> {
    let mut outcomes = Vec::new();
    for attempt in store::list(snapshot.conn(), enrolment, None, i64::MAX)? {
        let (Some(submitted_at), Some(outcome)) = (attempt.submitted_at, &attempt.outcome) else { continue };
        let (version, edition) = library.version_and_edition(snapshot, (attempt.version, attempt.edition))?;
        outcomes.push(ended(&attempt, outcome, (submitted_at, EditionKey::of(&version, &edition))));
    }
    Ok(outcomes)
}

fn ended(attempt: &Attempt, outcome: &Outcome, (at, edition): (Timestamp, EditionKey)) -> AttemptOutcome {
    let (score, passed) = (outcome.score, outcome.passed);
    AttemptOutcome { activity: attempt.activity.clone(), score, passed, submitted_at: at, edition }
}

/// Closes an attempt if its time is up.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn close_one(tx: &mut Tx<'_>, library: &Library, person: PersonId, id: AttemptId) -> Result<(), AppError> {
    if let Some(attempt) = store::find(tx.conn(), person, id)? {
        close_if_overdue(tx, library, attempt)?;
    }
    Ok(())
}

pub(super) fn close_if_overdue(tx: &mut Tx<'_>, library: &Library, attempt: Attempt) -> Result<Attempt, AppError> {
    if attempt.is_overdue(tx.now()) { close(tx, library, attempt) } else { Ok(attempt) }
}

/// Marks an open attempt and notes what it means for progress, once.
fn close(tx: &mut Tx<'_>, library: &Library, attempt: Attempt) -> Result<Attempt, AppError> {
    let enrolment = enrolments::find(tx, attempt.person, attempt.enrolment)?;
    let end = enrolment.as_ref().map(|enrolment| enrolments::end_of(tx, enrolment)).transpose()?.flatten();
    let at = attempt.closing_moment(tx.now(), end);
    let sitting = Sitting::of(tx, library, attempt)?;
    let Sitting { attempt, version, edition, answers, .. } = &sitting;
    let outcome = mark_all(version, edition, (sitting.rules()?, &attempt.paper), answers);
    if store::close(tx.conn(), attempt, at, &outcome)?
        && let Some(enrolment) = enrolment
    {
        let ended = ended(attempt, &outcome, (at, EditionKey::of(version, edition)));
        progress::record_attempt(tx, library, &enrolment, &ended)?;
    }
    Ok(Attempt { submitted_at: Some(at), outcome: Some(outcome), ..sitting.attempt })
}
