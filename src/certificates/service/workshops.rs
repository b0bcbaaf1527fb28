//! Certificates for a course that was taught in a room: a list of those who took part comes in, is looked at, and what was found is
//! confirmed; that, and nothing else, is done.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use time::Date;
use time::macros::date;

use crate::accounts::Actor;
use crate::audit;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{
    LONGEST_TITLE, Participant, ParticipantState, Workshop, WorkshopId, WorkshopState, read_rows,
};
use crate::certificates::store::workshops::{self, Issued, Rows};
use crate::clock::Timestamp;
use crate::cohorts::{self, CohortError, CohortId};
use crate::courses::model::{Issue, Slug};
use crate::courses::{Library, PublishedVersion};
use crate::db::{Json, Snapshot, Tx};
use crate::enrolments::{EnrolmentError, EnrolmentId};
use crate::error::{AppError, FieldProblem, Problem};
use crate::formats::participants;
use crate::i18n::{Locale, autonym};
use crate::ids::{Id as _, PersonId};
use crate::jobs::{self, Job};
use crate::text;

/// The job that finds out what would come of a list.
pub const CHECK_WORKSHOP: &str = "check-workshop";
/// The job that does what was confirmed.
pub const ISSUE_WORKSHOP: &str = "issue-workshop";
/// The Convention's (Article XXII).
const ENTRY_INTO_FORCE: Date = date!(1975 - 07 - 01);
/// As long as somebody needs to ask those about whom there is a question.
const STANDS_FOR: Duration = Duration::from_hours(72);
/// Rows that are forgotten in one write.
const FORGOTTEN: i64 = 500;
/// More are not worked on at the same time; those that come after them are seen to when they are done.
const UNFINISHED: i64 = 100;

/// A list that comes in, and what it is about.
#[derive(Clone, Debug)]
pub struct NewWorkshop {
    pub course: Slug,
    pub title: String,
    /// The first moment of the day on which it ended.
    pub ended_on: Timestamp,
    pub locale: Locale,
    pub cohort: Option<CohortId>,
    pub file: Vec<u8>,
}

/// A list that was read, to be looked at.
#[derive(Clone, Debug)]
pub struct Proposed {
    pub workshop: Workshop,
    course: Slug,
    list: Vec<Participant>,
}

/// A workshop, and how far its list has come.
#[derive(Clone, Debug)]
pub struct Standing {
    pub workshop: Workshop,
    /// How many rows came to what.
    pub rows: BTreeMap<ParticipantState, i64>,
    /// Of those who get a certificate: how many have an account.
    pub with_account: i64,
    pub without_account: i64,
    /// How many rows there is a warning about.
    pub warned: i64,
}

/// Reads a list. Takes some milliseconds for each thousand rows.
///
/// # Errors
/// 409 when the course gives no certificates; 422 when it is not published, is not offered in the language, the day is still to
/// come or before the Convention entered into force, or the file is no such list.
pub fn read(library: &Library, new: &NewWorkshop, (actor, now): (&Actor, Timestamp)) -> Result<Proposed, AppError> {
    actor.as_secretariat()?;
    let version = library.current(&new.course).map_err(|_| CohortError::CourseUnknown)?;
    if version.structure.certificate.issue == Issue::None {
        return Err(CertificateError::NoCertificates.into());
    }
    let title = text::line(&new.title, LONGEST_TITLE).map_err(|fault| Problem::invalid(vec![fault.at("/title")]))?;
    if new.ended_on > now {
        return Err(CertificateError::DayAhead.into());
    }
    if new.ended_on.day() < ENTRY_INTO_FORCE {
        return Err(CertificateError::DayTooEarly.into());
    }
    let offered = version.locales();
    if !offered.contains(&new.locale) {
        let names: Vec<String> = offered.iter().map(autonym).collect();
        let problem = FieldProblem::new("/language", "enrolment-language-not-offered").with("languages", names);
        return Err(Problem::invalid(vec![problem]).into());
    }
    let list = participants::read(&new.file).map_err(CertificateError::ListUnreadable)?;
    let workshop = begin(&version, (title, &list.ignored), new, (actor.person, now))?;
    let list = read_rows(&workshop, &offered, &list.rows)?;
    Ok(Proposed { workshop, course: new.course.clone(), list })
}

fn begin(
    version: &PublishedVersion,
    (title, ignored): (String, &[String]),
    new: &NewWorkshop,
    (by, now): (PersonId, Timestamp),
) -> Result<Workshop, AppError> {
    Ok(Workshop {
        id: WorkshopId::new(now),
        course: version.course,
        version: version.id,
        title,
        ended_on: new.ended_on,
        locale: new.locale.clone(),
        cohort: new.cohort,
        file: Sha256::digest(&new.file).to_vec(),
        proposed_by: by,
        proposed_at: now,
        expires_at: now.plus(STANDS_FOR),
        state: WorkshopState::Checking,
        checked_at: None,
        size: 0,
        confirmed_by: None,
        confirmed_at: None,
        finished_at: None,
        ignored_columns: Json::of(&ignored)?,
    })
}

/// Keeps a list, to be looked at by a job. Nobody is enrolled and nothing is issued.
///
/// # Errors
/// 403 unless the Secretariat acts; 409 when the cohort is for another course; 422 when there is no such cohort.
pub fn keep(tx: &mut Tx<'_>, actor: &Actor, proposed: &Proposed) -> Result<Standing, AppError> {
    actor.as_secretariat()?;
    let workshop = &proposed.workshop;
    if let Some(cohort) = workshop.cohort {
        let cohort = cohorts::find(tx, cohort)?;
        if cohort.course.is_some_and(|course| course != proposed.course.as_str()) {
            return Err(EnrolmentError::CohortUnfit.into());
        }
    }
    workshops::add(tx.conn(), workshop, &proposed.list)?;
    go_on_soon(tx, (workshop.id, workshop.state))?;
    show(tx, actor, workshop.id)
}

/// Sees to it that a list is looked at, or what was confirmed of it is done. Nothing, while there is a job that does; one that was given up is tried anew.
///
/// # Errors
/// When the database refuses.
pub fn go_on_soon(tx: &mut Tx<'_>, (id, state): (WorkshopId, WorkshopState)) -> Result<(), AppError> {
    let kind = match state {
        WorkshopState::Checking => CHECK_WORKSHOP,
        WorkshopState::Running => ISSUE_WORKSHOP,
        WorkshopState::Proposed | WorkshopState::Done | WorkshopState::Stopped => return Ok(()),
    };
    jobs::go_on_with(tx, &Job::new(kind, &id)?.once(format!("{kind}:{id}")))
}

/// The lists that are being looked at, and those that were confirmed and are not done.
///
/// # Errors
/// When the database refuses.
pub fn list_unfinished(snapshot: &mut Snapshot<'_>) -> Result<Vec<(WorkshopId, WorkshopState)>, AppError> {
    Ok(workshops::list_unfinished(snapshot.conn(), UNFINISHED)?)
}

/// Forgets some rows of lists that nobody confirmed in time, with the addresses in them; `true` when there may be more.
///
/// # Errors
/// When the database refuses.
pub fn forget_expired(tx: &mut Tx<'_>) -> Result<bool, AppError> {
    let now = tx.now();
    Ok(workshops::remove_expired(tx.conn(), now, FORGOTTEN)? > 0)
}

/// How far a workshop's list has come.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such workshop.
pub fn show(snapshot: &mut Snapshot<'_>, actor: &Actor, id: WorkshopId) -> Result<Standing, AppError> {
    actor.as_secretariat()?;
    let workshop = workshops::find(snapshot.conn(), id)?.ok_or(CertificateError::WorkshopUnknown)?;
    let mut found = standings(snapshot, vec![workshop])?;
    found.pop().ok_or_else(|| CertificateError::WorkshopUnknown.into())
}

/// Workshops, the latest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (before, limit): (Option<WorkshopId>, i64),
) -> Result<Vec<Standing>, AppError> {
    actor.as_secretariat()?;
    let found = workshops::list(snapshot.conn(), before, limit)?;
    standings(snapshot, found)
}

fn standings(snapshot: &mut Snapshot<'_>, some: Vec<Workshop>) -> Result<Vec<Standing>, AppError> {
    let ids: Vec<WorkshopId> = some.iter().map(|workshop| workshop.id).collect();
    let counted = workshops::count_rows(snapshot.conn(), &ids)?;
    let standing = |workshop: Workshop| {
        let (rows, with_account, without_account, warned) = (BTreeMap::new(), 0, 0, 0);
        let mut standing = Standing { workshop, rows, with_account, without_account, warned };
        for (_, state, has_account, is_warned, count) in counted.iter().filter(|row| row.0 == standing.workshop.id) {
            *standing.rows.entry(*state).or_default() += count;
            standing.warned += if *is_warned { *count } else { 0 };
            match (state.comes_to_a_certificate(), has_account) {
                (true, true) => standing.with_account += count,
                (true, false) => standing.without_account += count,
                (false, _) => {}
            }
        }
        standing
    };
    Ok(some.into_iter().map(standing).collect())
}

/// A row of a list, and the certificate that it came to.
#[derive(Clone, Debug)]
pub struct Row {
    pub participant: Participant,
    pub issued: Option<Issued>,
}

/// What there is to say of the rows of a list, and what became of them, in their order.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such workshop.
pub fn list_rows(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (id, which): (WorkshopId, Rows),
    limit: i64,
) -> Result<Vec<Row>, AppError> {
    actor.as_secretariat()?;
    workshops::find(snapshot.conn(), id)?.ok_or(CertificateError::WorkshopUnknown)?;
    let found = workshops::list_rows(snapshot.conn(), id, which, limit)?;
    let issued = workshops::issued_for(snapshot.conn(), &found)?;
    let issued: BTreeMap<EnrolmentId, Issued> = issued.into_iter().map(|it| (it.0, it)).collect();
    let row = |participant: Participant| {
        let issued = participant.enrolment.and_then(|enrolment| issued.get(&enrolment).cloned());
        Row { participant, issued }
    };
    Ok(found.into_iter().map(row).collect())
}

/// What somebody says who has seen what would come of a list.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// How many certificates are to be issued.
    pub count: i64,
    pub token: String,
    /// Whether rows in error are to be left out.
    pub leave_out_errors: bool,
}

/// Confirms what was found, so that it is done soon, with the rights of who confirms. Confirming again changes nothing.
///
/// Anybody of the Secretariat may, for whoever has the number and the token has seen what they stand for.
///
/// # Errors
/// 403 unless the Secretariat acts; 404 when there is no such workshop; 409 when it is being looked at, waited for too long, something
/// else was shown, rows are in error that nobody leaves out, or nobody is left.
pub fn confirm(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, confirmation): (WorkshopId, &Confirmation),
) -> Result<Standing, AppError> {
    let found = show(tx, actor, id)?;
    let (workshop, now) = (&found.workshop, tx.now());
    if workshop.state == WorkshopState::Checking {
        return Err(CertificateError::WorkshopBeingChecked.into());
    }
    if confirmation.token != workshop.token() || confirmation.count != i64::from(workshop.size) {
        return Err(CertificateError::WorkshopNotAsShown.into());
    }
    if workshop.state != WorkshopState::Proposed {
        return Ok(found);
    }
    if workshop.expires_at <= now {
        return Err(CertificateError::WorkshopExpired.into());
    }
    let in_error = found.rows.get(&ParticipantState::InError).copied().unwrap_or_default();
    if in_error > 0 && !confirmation.leave_out_errors {
        return Err(CertificateError::WorkshopHasErrors { count: in_error }.into());
    }
    if workshop.size == 0 {
        return Err(CertificateError::WorkshopEmpty.into());
    }
    workshops::set_running(tx.conn(), id, (actor.person, now))?;
    go_on_soon(tx, (id, WorkshopState::Running))?;
    let about =
        json!({ "course": workshop.course, "version": workshop.version, "count": workshop.size, "left_out": in_error });
    audit::note(tx, Some(actor.person), "workshop-confirmed", &id.to_string(), &about)?;
    show(tx, actor, id)
}
