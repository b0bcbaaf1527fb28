//! What the other learning domains ask of an enrolment.

use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx};
use crate::enrolments::error::EnrolmentError;
use crate::enrolments::model::{Enrolment, EnrolmentId};
use crate::enrolments::store;
use crate::error::AppError;
use crate::ids::PersonId;

/// A person's own enrolment, in whatever state.
///
/// # Errors
/// 404 `enrolment-unknown` when there is none or it is somebody else's.
pub fn find_own(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    find(snapshot, actor.person, id)?.ok_or_else(|| EnrolmentError::Unknown.into())
}

/// A person's own enrolment, to note in it what was done before its end: active, or completed (completion and grade stay as
/// they are then).
///
/// # Errors
/// 404 `enrolment-unknown` as [`find_own`]; 409 `enrolment-not-active` in another state.
pub fn find_taken(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    let enrolment = find_own(snapshot, actor, id)?;
    enrolment.admit_record()?;
    Ok(enrolment)
}

/// A person's own enrolment, to learn in it now.
///
/// # Errors
/// As [`find_taken`]; 409 `enrolment-expired` after the end of the approval.
pub fn find_active(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    let enrolment = find_own(snapshot, actor, id)?;
    enrolment.admit_learning(snapshot.now())?;
    Ok(enrolment)
}

/// An enrolment of a person, for other domains.
///
/// # Errors
/// When the database refuses.
pub fn find(snapshot: &mut Snapshot<'_>, person: PersonId, id: EnrolmentId) -> Result<Option<Enrolment>, AppError> {
    Ok(store::find(snapshot.conn(), person, id)?)
}

/// An enrolment of anybody. The caller has asked for the right to see it, or asks before she shows it.
///
/// # Errors
/// When the database refuses.
pub fn find_by_id(snapshot: &mut Snapshot<'_>, id: EnrolmentId) -> Result<Option<Enrolment>, AppError> {
    Ok(store::find_by_id(snapshot.conn(), id)?)
}

/// Completes an active enrolment; `true` the first time. It never goes back, and the grade of that moment stays.
///
/// # Errors
/// When the database refuses.
pub fn set_completed(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    grade: Option<i32>,
    at: Timestamp,
) -> Result<bool, AppError> {
    Ok(store::set_completed(tx.conn(), enrolment, grade, at)?)
}

/// How many enrolments there are, for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn count(snapshot: &mut Snapshot<'_>) -> Result<i64, AppError> {
    Ok(store::count(snapshot.conn())?)
}

/// Some enrolments of anybody, by person, after one of them; for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn page(
    snapshot: &mut Snapshot<'_>,
    after: Option<(PersonId, EnrolmentId)>,
    limit: i64,
) -> Result<Vec<Enrolment>, AppError> {
    Ok(store::page(snapshot.conn(), after, limit)?)
}
