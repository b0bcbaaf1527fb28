//! What the other learning domains ask of an enrolment.

use crate::accounts::Actor;
use crate::affiliations::{self, Affiliation};
use crate::clock::Timestamp;
use crate::courses::{CourseId, Library, VersionId};
use crate::db::{Snapshot, Tx};
use crate::enrolments::error::EnrolmentError;
use crate::enrolments::learning::Learning;
use crate::enrolments::model::{Enrolment, EnrolmentId, EnrolmentState};
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

/// A person's own enrolment, to note in it what was done before its [end](end_of): active, or completed (completion and grade
/// stay as they are then).
///
/// # Errors
/// 404 `enrolment-unknown` as [`find_own`]; 409 `enrolment-not-active` in another state; 409 `enrolment-vouching-ended` when the
/// vouching that it rests on was taken back.
pub fn find_taken(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    let enrolment = find_own(snapshot, actor, id)?;
    enrolment.admit_record()?;
    if rests(snapshot, &enrolment, |_| true)? { Ok(enrolment) } else { Err(EnrolmentError::VouchingEnded.into()) }
}

/// From when on nothing that happens counts: the end of the approval, or of the vouching that it rests on, if that is before.
///
/// # Errors
/// When the database refuses.
pub fn end_of(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<Option<Timestamp>, AppError> {
    if !enrolment.is_approved() {
        return Ok(None);
    }
    let offices = affiliations::vouched(snapshot, enrolment.person)?;
    let ends = offices.iter().filter(|office| enrolment.rests_on(office)).map(|office| office.expires_at);
    // One without an end is later than any that has one.
    let vouched_until = ends.max_by_key(|end| (end.is_none(), *end)).flatten();
    Ok([enrolment.expires_at, vouched_until].into_iter().flatten().min())
}

/// A person's own enrolment, to learn in it now.
///
/// # Errors
/// As [`find_taken`]; 409 `enrolment-expired` after the end of the approval; 409 `enrolment-vouching-ended` while nobody vouches
/// for the office that it rests on.
pub fn find_active(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    let enrolment = find_own(snapshot, actor, id)?;
    let now = snapshot.now();
    enrolment.admit_learning(now)?;
    if rests(snapshot, &enrolment, |office| office.is_vouched(now))? {
        Ok(enrolment)
    } else {
        Err(EnrolmentError::VouchingEnded.into())
    }
}

/// The enrolments on account of which a person may read, the oldest first. A vouching that has come to its day still lets
/// her read; one that was taken back does not.
///
/// # Errors
/// When the database refuses.
pub fn readable(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Enrolment>, AppError> {
    let mut found = store::active_or_completed(snapshot.conn(), person)?;
    if found.iter().any(Enrolment::is_approved) {
        let offices = affiliations::vouched(snapshot, person)?;
        found.retain(|it| !it.is_approved() || offices.iter().any(|office| it.rests_on(office)));
    }
    Ok(found)
}

/// The enrolment on account of which a person may read a course: the active one, else the latest that was completed.
///
/// # Errors
/// When the database refuses.
pub fn find_readable(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    course: CourseId,
) -> Result<Option<Enrolment>, AppError> {
    let of_course = readable(snapshot, person)?.into_iter().filter(|it| it.course == course);
    Ok(of_course.max_by_key(|it| it.state == EnrolmentState::Active))
}

/// A person's enrolment in a course as she would speak of it: the open one, else the latest.
///
/// # Errors
/// When the database refuses.
pub fn find_latest(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    course: CourseId,
) -> Result<Option<Enrolment>, AppError> {
    let taken = store::of_course(snapshot.conn(), person, course)?.into_iter();
    Ok(taken.filter(|it| it.renewed_through.is_none()).max_by_key(Enrolment::is_open))
}

/// The person's enrolments in the course up to her next completion and back to the one before, the given one among them, the
/// oldest first: what is to be counted once however often she withdraws and enrols again.
///
/// # Errors
/// When the database refuses.
pub fn same_taking(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<Vec<Enrolment>, AppError> {
    let mut all = store::of_course(snapshot.conn(), enrolment.person, enrolment.course)?;
    // What another course completed is no taking of this one, and ends none.
    all.retain(|it| it.renewed_through.is_none());
    let mut takings = all.split_inclusive(|it| it.state == EnrolmentState::Completed);
    let taking = takings.find(|taking| taking.iter().any(|it| it.id == enrolment.id));
    Ok(taking.unwrap_or_default().to_vec())
}

/// Whether an enrolment needs no office, or rests on one that holds.
fn rests(
    snapshot: &mut Snapshot<'_>,
    enrolment: &Enrolment,
    holds: impl Fn(&Affiliation) -> bool,
) -> Result<bool, AppError> {
    if !enrolment.is_approved() {
        return Ok(true);
    }
    let offices = affiliations::vouched(snapshot, enrolment.person)?;
    Ok(offices.iter().any(|office| enrolment.rests_on(office) && holds(office)))
}

/// The name for which somebody vouches who answers for the office that an enrolment rests on.
///
/// # Errors
/// When the database refuses.
pub fn vouched_name(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<Option<String>, AppError> {
    if enrolment.party.is_none() {
        return Ok(None);
    }
    let offices = affiliations::vouched(snapshot, enrolment.person)?;
    Ok(offices.into_iter().filter(|office| enrolment.rests_on(office)).find_map(|office| office.name))
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

/// Whether an enrolment may be completed: one whose office was taken back may not, though an attempt in it may still come to
/// its end.
///
/// # Errors
/// When the database refuses.
pub fn may_be_completed(snapshot: &mut Snapshot<'_>, enrolment: &Enrolment) -> Result<bool, AppError> {
    rests(snapshot, enrolment, |_| true)
}

/// A person's active enrolments that somebody approved.
///
/// # Errors
/// When the database refuses.
pub fn list_approved(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<EnrolmentId>, AppError> {
    let found = store::active_or_completed(snapshot.conn(), person)?.into_iter();
    Ok(found.filter(|it| it.state == EnrolmentState::Active && it.is_approved()).map(|it| it.id).collect())
}

/// Completes an enrolment that is active still, if nothing is left to do in it.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn settle(
    tx: &mut Tx<'_>,
    library: &Library,
    learning: Learning,
    (person, id): (PersonId, EnrolmentId),
) -> Result<(), AppError> {
    match store::find(tx.conn(), person, id)?.filter(|it| it.state == EnrolmentState::Active) {
        Some(enrolment) => (learning.settle)(tx, library, &enrolment),
        None => Ok(()),
    }
}

/// Completes an active enrolment, if it may be; `true` the first time. It never goes back, and the grade of that moment stays.
///
/// # Errors
/// When the database refuses.
pub fn set_completed(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    grade: Option<i32>,
    at: Timestamp,
) -> Result<bool, AppError> {
    Ok(may_be_completed(tx, enrolment)? && store::set_completed(tx.conn(), enrolment, grade, at)?)
}

/// How many enrolments there are, for whoever looks after the College.
///
/// # Errors
/// When the database refuses.
pub fn count(snapshot: &mut Snapshot<'_>) -> Result<i64, AppError> {
    Ok(store::count(snapshot.conn())?)
}

/// How many people have taken each course up from a time on, of those that anybody has.
///
/// # Errors
/// When the database refuses.
pub fn count_since(snapshot: &mut Snapshot<'_>, since: Timestamp) -> Result<Vec<(CourseId, i64)>, AppError> {
    Ok(store::count_since(snapshot.conn(), since)?)
}

/// The versions of a course in which somebody studies or asks to.
///
/// # Errors
/// When the database refuses.
pub fn versions_in_use(snapshot: &mut Snapshot<'_>, course: CourseId) -> Result<Vec<VersionId>, AppError> {
    Ok(store::versions_in_use(snapshot.conn(), course)?)
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
