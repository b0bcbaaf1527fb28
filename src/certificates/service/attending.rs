//! One after the other, those on a workshop's list: what would come of each, and what does.

use serde_json::json;

use super::issuing::{College, Terms, establish_for};
use super::mending::mends;
use super::owing::Owed;
use super::reading::{certificate, compared};
use super::renewing;
use crate::accounts::{self, Actor, Email, Owner, Profile};
use crate::audit;
use crate::certificates::model::{
    About, Candidate, CandidateId, CandidateState, Draft, Finding, Hindrance, Participant, ParticipantState, Record,
    Workshop, WorkshopId, WorkshopState,
};
use crate::certificates::store::issues::Earned;
use crate::certificates::store::workshops::{self, Rows};
use crate::certificates::store::{candidates, issues};
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx, is_about_one, one_by_one};
use crate::enrolments::{self, Attendance, Enrolment, EnrolmentId, Learning};
use crate::error::AppError;
use crate::i18n::I18n;
use crate::ids::{Id as _, PersonId};
use crate::parties;

/// A row that was looked at, and what its certificate would say.
#[derive(Clone, Debug)]
pub struct Foreseen {
    pub row: Participant,
    pub draft: Option<Draft>,
}

impl Foreseen {
    /// Notes what is in the way of the certificate, if anything is: a font may still be installed, but nobody changes a name.
    ///
    /// # Errors
    /// When what is stored is damaged.
    pub fn note_hindrance(&mut self, hindrance: Option<&Hindrance>) -> Result<(), AppError> {
        let finding = match hindrance {
            None => return Ok(()),
            Some(Hindrance::Script(script)) => {
                Finding::warning(Some("name"), "certificate-script-missing").about(About::Script(script.clone()))
            }
            Some(Hindrance::Text) => Finding::error(Some("name"), "workshop-name-unprintable"),
        };
        Ok(self.row.note(finding)?)
    }

    /// Notes that something is damaged, which holds up no other row.
    ///
    /// # Errors
    /// When what is stored of the row itself is.
    pub fn note_failure(&mut self, error: &AppError) -> Result<(), AppError> {
        self.draft = None;
        note_failure(&mut self.row, error)
    }
}

fn note_failure(row: &mut Participant, error: &AppError) -> Result<(), AppError> {
    tracing::error!(workshop = %row.workshop, line = row.line, %error, "nothing came of a row of a workshop's list");
    Ok(row.note(Finding::error(None, "workshop-row-failed"))?)
}

/// Some rows that are in a state, of a workshop that is in one, too; none when it is not, or not any more.
///
/// # Errors
/// When the database refuses.
pub fn next_rows(
    snapshot: &mut Snapshot<'_>,
    id: WorkshopId,
    (at, state): (WorkshopState, ParticipantState),
    limit: i64,
) -> Result<Vec<Participant>, AppError> {
    let is_there = workshops::find(snapshot.conn(), id)?.is_some_and(|workshop| workshop.state == at);
    let which = Rows { state: Some(state), ..Rows::default() };
    Ok(if is_there { workshops::list_rows(snapshot.conn(), id, which, limit)? } else { Vec::new() })
}

/// What would come of some rows, and what their certificates would say; to be proved. Nothing is changed.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn foresee(
    snapshot: &mut Snapshot<'_>,
    (library, i18n, college): (&Library, &I18n, &College),
    id: WorkshopId,
    limit: i64,
) -> Result<Vec<Foreseen>, AppError> {
    let rows = next_rows(snapshot, id, (WorkshopState::Checking, ParticipantState::Unchecked), limit)?;
    let Some(workshop) = workshops::find(snapshot.conn(), id)?.filter(|_| !rows.is_empty()) else {
        return Ok(Vec::new());
    };
    let version = library.version(snapshot, workshop.version)?;
    let (mut terms, mut foreseen) = (Terms::default(), Vec::with_capacity(rows.len()));
    for row in rows {
        let with = (library, i18n, college, &mut terms);
        foreseen.push(match foresee_one(snapshot, with, (&workshop, &version), row.clone()) {
            Err(error) if is_about_one(&error) => {
                let mut damaged = Foreseen { row, draft: None };
                damaged.note_failure(&error)?;
                damaged
            }
            outcome => outcome?,
        });
    }
    Ok(foreseen)
}

fn foresee_one(
    snapshot: &mut Snapshot<'_>,
    (library, i18n, college, terms): (&Library, &I18n, &College, &mut Terms),
    (workshop, version): (&Workshop, &PublishedVersion),
    mut row: Participant,
) -> Result<Foreseen, AppError> {
    let owner = owner(snapshot, &row)?;
    let candidate = look_at(snapshot, (workshop, library, version), (&mut row, owner.as_ref()))?;
    let draft = |(candidate, enrolment): (Candidate, Enrolment)| {
        establish_for(snapshot, library, i18n, ((&candidate, &enrolment), college, terms))
    };
    let draft = candidate.map(draft).transpose()?;
    if let Some(draft) = &draft {
        note_other_name(&mut row, owner.as_ref(), &draft.facts.holder.name)?;
    }
    let is_over = draft.as_ref().is_some_and(|draft| draft.is_over(snapshot.now()));
    if is_over {
        row.note(Finding::error(None, "candidate-validity-over"))?;
    }
    Ok(Foreseen { row, draft: draft.filter(|_| !is_over) })
}

/// Notes by which other name she is known whose certificate it would be: that which is vouched for and printed, else her account's.
fn note_other_name(row: &mut Participant, owner: Option<&Owner>, printed: &str) -> Result<(), AppError> {
    let is_other = |owner: &&Owner| owner.is_confirmed && compared(&owner.name) != compared(&row.name);
    let other = if printed == row.name {
        owner.filter(is_other).map(|owner| ("workshop-account-name-differs", owner.name.as_str()))
    } else {
        Some(("workshop-name-vouched", printed))
    };
    let Some((code, name)) = other else { return Ok(()) };
    Ok(row.note(Finding::warning(Some("name"), code).about(About::Name(name.to_owned())))?)
}

/// Finds out what would come of a row, and the candidate that it would come to.
fn look_at(
    snapshot: &mut Snapshot<'_>,
    (workshop, library, version): (&Workshop, &Library, &PublishedVersion),
    (row, owner): (&mut Participant, Option<&Owner>),
) -> Result<Option<(Candidate, Enrolment)>, AppError> {
    if let Some(code) = row.party
        && !parties::exists(snapshot, code)?
    {
        row.party = None;
        row.note(Finding::warning(Some("party"), "workshop-party-left-out"))?;
    }
    row.has_account = owner.is_some_and(|owner| owner.is_confirmed);
    let before = workshops::admitted(snapshot.conn(), &row.identity)?;
    let mended = before.as_ref().map(|(before, of)| mends(snapshot, row, (before, *of))).transpose()?;
    if let Some((_, (person, enrolment))) = before
        && mended == Some(false)
    {
        note_revoked(snapshot, row, (person, enrolment))?;
        note_earlier(snapshot, row, (person, Earned::Enrolment(enrolment)))?;
        return Ok(None);
    }
    let known = before.map(|(_, (person, _))| person).or(owner.map(|owner| owner.person));
    let person = known.unwrap_or_else(|| PersonId::new(snapshot.now()));
    if person == workshop.proposed_by {
        row.note(Finding::error(Some("email"), "workshop-row-oneself"))?;
        return Ok(None);
    }
    let attendance = attendance(snapshot, (library, version), workshop, (row, person, mended.is_some()))?;
    let Some(enrolment) = enrolments::foresee(snapshot, version, &attendance)? else {
        note_earlier(snapshot, row, (person, Earned::Version(version.id)))?;
        return Ok(None);
    };
    row.state = ParticipantState::Ready;
    if mended.is_some() {
        row.note(Finding::warning(None, "workshop-certificate-anew"))?;
    }
    if owner.is_some_and(|owner| owner.is_disabled) {
        row.note(Finding::warning(Some("email"), "workshop-account-disabled"))?;
    }
    if workshops::has_namesake(snapshot.conn(), workshop, row)? {
        row.note(Finding::warning(Some("name"), "workshop-namesake"))?;
    }
    let candidate = candidate(snapshot, (workshop, version), (row, &enrolment))?;
    Ok(Some((candidate, enrolment)))
}

/// Notes that her certificate was revoked, and that saying the same again brings no other.
fn note_revoked(
    snapshot: &mut Snapshot<'_>,
    row: &mut Participant,
    of: (PersonId, EnrolmentId),
) -> Result<(), AppError> {
    let Some((_, serial)) = issues::find_revoked(snapshot.conn(), of)? else { return Ok(()) };
    Ok(row.note(Finding::warning(None, "workshop-certificate-revoked").about(About::Serial(serial)))?)
}

/// Notes that she has a certificate, and in which columns it says something else than the row; a cell that is empty says nothing.
fn note_earlier(
    snapshot: &mut Snapshot<'_>,
    row: &mut Participant,
    (person, with): (PersonId, Earned),
) -> Result<(), AppError> {
    row.state = ParticipantState::HasOne;
    let stored = issues::find_earned(snapshot.conn(), person, with)?;
    let now = snapshot.now();
    let found = stored.and_then(|stored| certificate(stored, Vec::new()));
    // What is over says nothing of the one that she waits for.
    let Some(certificate) = found.filter(|it| it.end().is_none_or(|end| now < end)) else { return Ok(()) };
    let Record { facts, serial, .. } = certificate.record;
    let grade = facts.grade.map(|grade| grade.basis_points);
    let columns = [
        ("name", facts.holder.name != row.name),
        ("language", facts.course.edition_locale != row.locale),
        ("grade", row.grade.is_some() && row.grade != grade),
    ];
    for (column, _) in columns.into_iter().filter(|(_, differs)| *differs) {
        let finding = Finding::warning(Some(column), "workshop-certificate-differs");
        row.note(finding.about(About::Serial(serial.clone())))?;
    }
    Ok(())
}

fn address(row: &Participant) -> Option<Email> {
    row.email.as_deref().and_then(|email| Email::parse(email, "/email").ok())
}

fn owner(snapshot: &mut Snapshot<'_>, row: &Participant) -> Result<Option<Owner>, AppError> {
    address(row).map_or(Ok(None), |email| accounts::owner_of(snapshot, &email))
}

fn attendance(
    snapshot: &mut Snapshot<'_>,
    (library, version): (&Library, &PublishedVersion),
    workshop: &Workshop,
    (row, person, is_mended): (&Participant, PersonId, bool),
) -> Result<Attendance, AppError> {
    let at = workshop.completed_at();
    Ok(Attendance {
        person,
        locale: row.locale.clone(),
        party: row.party,
        cohort: workshop.cohort,
        grade: row.grade,
        at,
        renews: is_mended || renewing::is_due(snapshot, library, (person, version), at)?,
    })
}

/// What is owed to somebody on the list, by the name that stands there, unless somebody vouches for another.
///
/// It waits for no signature: confirming the list was one.
fn candidate(
    snapshot: &mut Snapshot<'_>,
    (workshop, version): (&Workshop, &PublishedVersion),
    (row, enrolment): (&Participant, &Enrolment),
) -> Result<Candidate, AppError> {
    let edition = version.edition_ever(&row.locale).map(|edition| edition.id);
    let edition = edition.map_or_else(|| version.edition(&row.locale).map(|edition| edition.id), Ok)?;
    Ok(Candidate {
        id: CandidateId::new(snapshot.now()),
        person: enrolment.person,
        enrolment: enrolment.id,
        course: workshop.course,
        edition,
        party: enrolment.party,
        completed_at: workshop.completed_at(),
        state: CandidateState::BeingIssued,
        script: None,
        decided_at: None,
        public_reason: None,
        private_reason: None,
        name: Some(row.name.clone()),
        cohort: enrolment.cohort,
    })
}

/// Notes what was found out about some rows; after the last one, what was found can be confirmed. `false` then.
///
/// # Errors
/// When the database refuses.
pub fn note_foreseen(tx: &mut Tx<'_>, id: WorkshopId, some: &[Foreseen]) -> Result<bool, AppError> {
    let now = tx.now();
    // Who comes late with what she looked at long ago must not undo what has become of it since.
    let is_being_checked = workshops::find(tx.conn(), id)?.is_some_and(|it| it.state == WorkshopState::Checking);
    if !is_being_checked {
        return Ok(false);
    }
    for foreseen in some {
        workshops::set_row(tx.conn(), &foreseen.row)?;
    }
    if some.is_empty() {
        workshops::set_checked(tx.conn(), id, now)?;
    }
    Ok(!some.is_empty())
}

/// What became of a step.
#[derive(Clone, Debug)]
pub enum Admitted {
    /// The enrolments of these people have changed.
    People(Vec<PersonId>),
    /// Everybody was admitted before.
    Nobody,
    /// It was stopped, or is over.
    Over,
}

/// Completes the course for some of those on a list, and owes them certificates, with the rights that who confirmed has now. Each row
/// is taken up once, whatever became of it since it was looked at.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn admit_some(
    tx: &mut Tx<'_>,
    (library, learning): (&Library, Learning),
    id: WorkshopId,
    limit: i64,
) -> Result<Admitted, AppError> {
    let now = tx.now();
    let workshop = workshops::find(tx.conn(), id)?.filter(|workshop| workshop.state == WorkshopState::Running);
    let Some(workshop) = workshop else { return Ok(Admitted::Over) };
    let rows = next_rows(tx, id, (WorkshopState::Running, ParticipantState::Ready), limit)?;
    if rows.is_empty() {
        return Ok(Admitted::Nobody);
    }
    let actor = workshop.confirmed_by.map_or(Ok(None), |by| accounts::acting(tx, by))?;
    let Some(actor) = actor.filter(Actor::is_secretariat) else {
        workshops::set_finished(tx.conn(), id, (WorkshopState::Stopped, now))?;
        return Ok(Admitted::Over);
    };
    let version = library.version(tx, workshop.version)?;
    let mut people = Vec::new();
    let mut work = |tx: &mut Tx<'_>, some: &[Participant]| {
        let admitted = tx.apart(|tx| {
            let admitted = |row: &Participant| admit(tx, (library, learning, &version), (&workshop, &actor), row);
            some.iter().map(admitted).collect::<Result<Vec<_>, _>>()
        });
        people.extend(admitted?.into_iter().flatten());
        Ok(())
    };
    let mut failed = |tx: &mut Tx<'_>, row: &Participant, error| {
        let mut row = row.clone();
        note_failure(&mut row, &error)?;
        Ok(workshops::set_row(tx.conn(), &row)?)
    };
    one_by_one(tx, &rows, &mut work, &mut failed)?;
    Ok(Admitted::People(people))
}

/// Admits who stands on a row, and notes what has become of it; whose enrolments have changed by that.
fn admit(
    tx: &mut Tx<'_>,
    (library, learning, version): (&Library, Learning, &PublishedVersion),
    (workshop, actor): (&Workshop, &Actor),
    row: &Participant,
) -> Result<Option<PersonId>, AppError> {
    let mut row = row.clone();
    complete(tx, (library, learning, version), (workshop, actor), &mut row)?;
    workshops::set_row(tx.conn(), &row)?;
    Ok(row.person)
}

fn complete(
    tx: &mut Tx<'_>,
    (library, learning, version): (&Library, Learning, &PublishedVersion),
    (workshop, actor): (&Workshop, &Actor),
    row: &mut Participant,
) -> Result<(), AppError> {
    let before = workshops::admitted(tx.conn(), &row.identity)?;
    let mended = before.as_ref().map(|(before, of)| mends(tx, row, (before, *of))).transpose()?;
    if mended == Some(false) {
        row.state = ParticipantState::HasOne;
        return Ok(());
    }
    let before = before.map(|(_, (person, _))| person);
    let known = match before {
        Some(person) => Some(person),
        None => owner(tx, row)?.map(|owner| owner.person),
    };
    if known == Some(actor.person) {
        return Ok(row.note(Finding::error(Some("email"), "workshop-row-oneself"))?);
    }
    let profile = Profile { name: row.name.clone(), locale: row.locale.clone(), country: row.party };
    let person = match before {
        Some(person) => person,
        None => accounts::admit_participant(tx, address(row).as_ref(), &profile)?,
    };
    let attendance = attendance(tx, (library, version), workshop, (row, person, mended.is_some()))?;
    let completed = enrolments::complete_in_person(tx, (library, learning), version, &attendance)?;
    let Some(enrolment) = completed else {
        row.state = ParticipantState::HasOne;
        return Ok(());
    };
    let candidate = candidate(tx, (workshop, version), (row, &enrolment))?;
    if !candidates::add(tx.conn(), &candidate)? {
        return Err(AppError::broken(format!("enrolment {} had a candidate before it was completed", enrolment.id)));
    }
    renewing::renew_soon(tx, &enrolment, &enrolment.locale)?;
    row.state = ParticipantState::BeingIssued;
    row.person = Some(person);
    row.enrolment = Some(enrolment.id);
    let about = json!({ "workshop": workshop.id, "person": person, "enrolment": enrolment.id });
    audit::note(tx, Some(actor.person), "enrolment-completed-in-person", &enrolment.id.to_string(), &about)
}

/// Some of those who were admitted and have no certificate yet.
///
/// # Errors
/// When the database refuses.
pub fn list_admitted(
    snapshot: &mut Snapshot<'_>,
    id: WorkshopId,
    limit: i64,
) -> Result<Vec<(Participant, Owed)>, AppError> {
    let rows = next_rows(snapshot, id, (WorkshopState::Running, ParticipantState::BeingIssued), limit)?;
    let owed = |row: Participant| {
        let (person, enrolment) = (row.person?, row.enrolment?);
        Some((row, Owed { person, enrolment }))
    };
    Ok(rows.into_iter().filter_map(owed).collect())
}

/// Notes what became of some who were admitted; when there were none, that all is done. `false` then.
///
/// # Errors
/// When the database refuses.
pub fn note_issued(tx: &mut Tx<'_>, id: WorkshopId, some: &[i32]) -> Result<bool, AppError> {
    let now = tx.now();
    // As they are now: meanwhile somebody may have had erased what they said.
    for row in &workshops::find_rows(tx.conn(), id, some)? {
        let (Some(person), Some(enrolment)) = (row.person, row.enrolment) else { continue };
        let state = match candidates::find(tx.conn(), person, enrolment)?.map(|candidate| candidate.state) {
            Some(CandidateState::NeedsScript) => ParticipantState::NeedsScript,
            Some(CandidateState::NotPrintable) => ParticipantState::NotPrintable,
            Some(CandidateState::Issued) => ParticipantState::Issued,
            other => {
                // The end that the policy names has passed since the list was looked at; or it broke, and is tried again each hour.
                // Whenever it is issued after all, the row is set right.
                let waits = matches!(other, Some(CandidateState::AwaitingSignOff | CandidateState::Refused));
                let mut row = row.clone();
                let code = if waits { "workshop-certificate-waits" } else { "workshop-certificate-late" };
                row.note(Finding::error(None, code))?;
                workshops::set_row(tx.conn(), &row)?;
                continue;
            }
        };
        workshops::set_row(tx.conn(), &Participant { state, ..row.clone() })?;
    }
    if some.is_empty() {
        workshops::set_finished(tx.conn(), id, (WorkshopState::Done, now))?;
    }
    Ok(!some.is_empty())
}
