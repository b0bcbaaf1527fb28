//! Closing attempts: by a submission, or because time is up.

use super::sitting::{Sitting, find_own};
use crate::accounts::Actor;
use crate::courses::Library;
use crate::db::{Snapshot, Tx};
use crate::enrolments;
use crate::error::AppError;
use crate::ids::PersonId;
use crate::progress::{self, AttemptOutcome, EditionKey};
use crate::quizzes::model::{Attempt, AttemptId, Overdue, mark_all, overdue_before};
use crate::quizzes::store;

/// Submits a person's own attempt. One that is closed stays as it is, and is answered again.
///
/// # Errors
/// 404 `attempt-unknown`; 409 as [`enrolments::find_active`] for one that is open.
pub fn submit(tx: &mut Tx<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let mut attempt = find_own(tx, actor, id)?;
    if attempt.is_open() {
        enrolments::find_active(tx, actor, attempt.enrolment)?;
        attempt = close(tx, library, attempt)?;
    }
    Sitting::of(tx, library, attempt)
}

/// A person's own attempt, closed first if its time is up.
///
/// # Errors
/// 404 `attempt-unknown` when there is none or it is somebody else's.
pub fn close_and_show(tx: &mut Tx<'_>, library: &Library, actor: &Actor, id: AttemptId) -> Result<Sitting, AppError> {
    let attempt = find_own(tx, actor, id)?;
    let attempt = close_if_overdue(tx, library, attempt)?;
    Sitting::of(tx, library, attempt)
}

/// Some attempts whose time is up, whoever's they are, the oldest first, after one that was listed before.
///
/// # Errors
/// When the database refuses.
pub fn list_overdue(snapshot: &mut Snapshot<'_>, after: Option<Overdue>, limit: i64) -> Result<Vec<Overdue>, AppError> {
    let before = overdue_before(snapshot.now());
    Ok(store::overdue(snapshot.conn(), (after, before), limit)?)
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
    let at = attempt.closing_moment(tx.now());
    let sitting = Sitting::of(tx, library, attempt)?;
    let Sitting { attempt, version, edition, answers, .. } = &sitting;
    let outcome = mark_all(version, edition, (sitting.rules()?, &attempt.paper), answers);
    if store::close(tx.conn(), attempt, at, &outcome)?
        && let Some(enrolment) = enrolments::find(tx, attempt.person, attempt.enrolment)?
    {
        let ended = AttemptOutcome {
            activity: attempt.activity.clone(),
            score: outcome.score,
            passed: outcome.passed,
            submitted_at: at,
            edition: EditionKey::of(version, edition),
        };
        progress::record_attempt(tx, library, &enrolment, &ended)?;
    }
    Ok(Attempt { submitted_at: Some(at), outcome: Some(outcome), ..sitting.attempt })
}
