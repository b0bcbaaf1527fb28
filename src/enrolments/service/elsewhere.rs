//! Courses that are completed elsewhere: in a room, where the Secretariat says who was there, or through the course that renews their
//! certificates.

use super::enrol::accepted_authorities;
use super::tell_caches;
use crate::affiliations;
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::enrolments::learning::Learning;
use crate::enrolments::model::{Enrolment, EnrolmentId, EnrolmentState};
use crate::enrolments::store;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::{Id as _, PersonId};
use crate::parties::PartyCode;

/// Somebody who took a course in a room.
#[derive(Clone, Debug)]
pub struct Attendance {
    pub person: PersonId,
    /// The language that it was taught in.
    pub locale: Locale,
    pub party: Option<PartyCode>,
    pub cohort: Option<CohortId>,
    /// Basis points, 0 to 10,000.
    pub grade: Option<i32>,
    pub at: Timestamp,
    /// Whether having completed the version before is no hindrance: what came of that is over, or soon.
    pub renews: bool,
}

/// The enrolment that completing the course in a room would come to: the open one, or another; `None` when the person has
/// completed the version, and it is not to be renewed. Nothing is changed.
///
/// Who has an office of a kind that the course is for is enrolled on account of it, as she would be online, unless she is on the
/// list for another Party.
///
/// # Errors
/// When the database refuses.
pub fn foresee(
    snapshot: &mut Snapshot<'_>,
    version: &PublishedVersion,
    attendance: &Attendance,
) -> Result<Option<Enrolment>, AppError> {
    if !attendance.renews && store::has_completed(snapshot.conn(), attendance.person, version.id)? {
        return Ok(None);
    }
    let known = store::of_course(snapshot.conn(), attendance.person, version.course)?;
    let enrolment = match known.into_iter().find(Enrolment::is_open) {
        Some(open) => open,
        None => another(snapshot, version, attendance)?,
    };
    Ok(Some(Enrolment {
        state: EnrolmentState::Completed,
        completed_at: Some(attendance.at),
        grade: attendance.grade,
        cohort: enrolment.cohort.or(attendance.cohort),
        party: enrolment.party.or(attendance.party),
        in_person: true,
        ..enrolment
    }))
}

fn another(
    snapshot: &mut Snapshot<'_>,
    version: &PublishedVersion,
    attendance: &Attendance,
) -> Result<Enrolment, AppError> {
    let (now, accepted) = (snapshot.now(), accepted_authorities(&version.structure.audience));
    let offices = affiliations::vouched(snapshot, attendance.person)?.into_iter();
    let mut offices = offices.filter(|it| accepted.contains(&it.authority) && it.is_vouched(now));
    let office = offices.find(|it| attendance.party.is_none_or(|party| party == it.party));
    Ok(Enrolment {
        cohort: attendance.cohort,
        affiliation: office.as_ref().map(|it| it.id),
        party: office.as_ref().map(|it| it.party).or(attendance.party),
        authority: office.as_ref().map(|it| it.authority),
        ..Enrolment::new(
            (attendance.person, EnrolmentId::new(now)),
            (version.course, version.id),
            (EnrolmentState::Active, attendance.locale.clone()),
            attendance.at,
        )
    })
}

/// Completes the course for somebody who took it in a room: her open enrolment, which moves on to the version that was taught, or
/// another one. `None`, and nothing changed, when she has completed the version.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn complete_in_person(
    tx: &mut Tx<'_>,
    (library, learning): (&Library, Learning),
    version: &PublishedVersion,
    attendance: &Attendance,
) -> Result<Option<Enrolment>, AppError> {
    let Some(mut completed) = foresee(tx, version, attendance)? else { return Ok(None) };
    if let Some(open) = store::find(tx.conn(), completed.person, completed.id)? {
        let moved = move_on(tx, (library, learning), version, open)?;
        // What she had done before came to a completion by itself.
        if !moved.is_open() {
            return Ok(None);
        }
        completed = Enrolment { version: moved.version, locale: moved.locale, left: moved.left, ..completed };
    } else {
        let active = Enrolment { state: EnrolmentState::Active, ..completed.clone() };
        if !store::add(tx.conn(), &active)? {
            return Err(AppError::broken("an enrolment is open that was not there"));
        }
    }
    if !store::set_completed_in_person(tx.conn(), &completed)? {
        return Err(AppError::broken("an enrolment is not open any more"));
    }
    tell_caches(tx, &completed)?;
    Ok(Some(completed))
}

/// Completes a version of a course, in a language that it is offered in, for somebody who has completed the course that renews its
/// certificates. `None`, and nothing changed, when that was done before.
///
/// An open enrolment in the course stays open: who takes it anew may go on.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn complete_through(
    tx: &mut Tx<'_>,
    version: &PublishedVersion,
    (through, locale): (&Enrolment, Locale),
) -> Result<Option<Enrolment>, AppError> {
    if store::has_renewed(tx.conn(), (through.person, through.id), version.course)? {
        return Ok(None);
    }
    let at = through.completed_at.unwrap_or_else(|| tx.now());
    let (person, party) = (through.person, through.party);
    let attendance = Attendance { person, locale, party, cohort: None, grade: None, at, renews: true };
    let renewed = Enrolment {
        state: EnrolmentState::Completed,
        completed_at: Some(at),
        renewed_through: Some(through.id),
        ..another(tx, version, &attendance)?
    };
    if !store::add(tx.conn(), &renewed)? {
        return Err(AppError::broken("an enrolment that is completed already met another one"));
    }
    tell_caches(tx, &renewed)?;
    Ok(Some(renewed))
}

/// Brings an open enrolment of an earlier version to the one that was taught.
fn move_on(
    tx: &mut Tx<'_>,
    (library, learning): (&Library, Learning),
    version: &PublishedVersion,
    open: Enrolment,
) -> Result<Enrolment, AppError> {
    if library.version(tx, open.version)?.number >= version.number {
        return Ok(open);
    }
    let locale = if version.locales().contains(&open.locale) {
        open.locale.clone()
    } else {
        version.edition(&open.locale)?.locale.clone()
    };
    let moved = Enrolment { locale, ..open.moved_to(version.id, tx.now())? };
    store::set_version(tx.conn(), &moved)?;
    store::set_locale(tx.conn(), &moved, &moved.locale)?;
    (learning.settle)(tx, library, &moved)?;
    Ok(store::find(tx.conn(), moved.person, moved.id)?.unwrap_or(moved))
}
