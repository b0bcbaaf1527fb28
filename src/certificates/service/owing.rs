//! What is owed: from a completed course to the certificate that is to be issued.

use serde::{Deserialize, Serialize};

use super::policies;
use super::renewing::renew_soon;
use crate::accounts::{self, Actor};
use crate::certificates::model::{Candidate, CandidateId, CandidateState, Hindrance, Moment};
use crate::certificates::store::{candidates, issues};
use crate::courses::model::Issue;
use crate::courses::{EditionId, Library, PublishedVersion, VersionId};
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::jobs::{self, Job};

/// The job that issues one certificate.
pub const ISSUE: &str = "issue-certificate";

/// Whose certificate is owed, and for what.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Owed {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
}

/// Does what the course's policy says when an enrolment is completed: nothing, a certificate soon after the transaction, or a
/// place in the queue of those that wait for a signature; and renews what the course renews. Called again for the same enrolment it changes nothing.
///
/// The certificate names the language that was studied, with a version in which it was, whatever is offered by now; where nothing was
/// done in any, as in a course that asks for nothing, the language of the enrolment.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn on_completion(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    studied: Option<(VersionId, &Locale)>,
) -> Result<(), AppError> {
    renew_soon(tx, enrolment, studied.map_or(&enrolment.locale, |(_, locale)| locale))?;
    let version = library.version(tx, enrolment.version)?;
    let policy = policies::of(tx, enrolment.course)?.policy;
    let has_ended = policy.end_of_version(version.number).is_some_and(|end| end <= tx.now());
    let state = match (version.structure.certificate.issue, policy.issue) {
        (Issue::None, _) => return Ok(()),
        // The Secretariat has said that certificates of this version, or of the course, hold no more.
        _ if has_ended || policy.is_over(tx.now()) => CandidateState::AwaitingSignOff,
        (_, Some(Moment::OnCompletion)) | (Issue::OnCompletion, None) => CandidateState::BeingIssued,
        (_, Some(Moment::AfterSignOff)) | (Issue::AfterSignOff, None) => CandidateState::AwaitingSignOff,
    };
    let vouched = enrolments::vouched_name(tx, enrolment)?;
    let name = match state {
        CandidateState::AwaitingSignOff if vouched.is_none() => accounts::name_of(tx, enrolment.person)?,
        _ => vouched,
    };
    let candidate = Candidate {
        id: tx.new_id(),
        person: enrolment.person,
        enrolment: enrolment.id,
        course: enrolment.course,
        edition: edition_studied(tx, library, (enrolment, &version), studied)?,
        party: enrolment.party,
        completed_at: enrolment.completed_at.unwrap_or_else(|| tx.now()),
        state,
        script: None,
        decided_at: None,
        public_reason: None,
        private_reason: None,
        name,
        cohort: enrolment.cohort,
    };
    let is_new = candidates::add(tx.conn(), &candidate)?;
    if is_new && state.is_owed() { issue_soon(tx, &candidate) } else { Ok(()) }
}

fn edition_studied(
    tx: &mut Tx<'_>,
    library: &Library,
    (enrolment, version): (&Enrolment, &PublishedVersion),
    studied: Option<(VersionId, &Locale)>,
) -> Result<EditionId, AppError> {
    if let Some((studied_in, locale)) = studied {
        // One that was never offered to her comes last.
        if let Some(edition) = version.editions.values().find(|edition| edition.locale == *locale) {
            return Ok(edition.id);
        }
        let studied_in = library.version(tx, studied_in)?;
        if let Some(edition) = studied_in.edition_ever(locale).or_else(|| version.edition_ever(locale)) {
            return Ok(edition.id);
        }
    }
    Ok(version.edition(&enrolment.locale)?.id)
}

/// Whether nothing has come of a completed enrolment though its course's policy wants something.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn was_forgotten(snapshot: &mut Snapshot<'_>, library: &Library, enrolment: &Enrolment) -> Result<bool, AppError> {
    let policy = library.version(snapshot, enrolment.version)?.structure.certificate.issue;
    let is_due = enrolment.completed_at.is_some() && policy != Issue::None;
    Ok(is_due && candidates::find(snapshot.conn(), enrolment.person, enrolment.id)?.is_none())
}

/// Sees to it that the certificate is issued right after this transaction. Should the job be lost, what is owed is found again.
///
/// # Errors
/// When the database refuses.
pub fn issue_soon(tx: &mut Tx<'_>, candidate: &Candidate) -> Result<(), AppError> {
    let owed = Owed { person: candidate.person, enrolment: candidate.enrolment };
    jobs::enqueue(tx, &Job::new(ISSUE, &owed)?).map(drop)
}

/// Some of those whose certificates are to be issued, who waits longest first.
///
/// # Errors
/// When the database refuses.
pub fn list_owed(
    snapshot: &mut Snapshot<'_>,
    after: Option<CandidateId>,
    limit: i64,
) -> Result<Vec<(CandidateId, Owed)>, AppError> {
    let found = candidates::list_owed(snapshot.conn(), after, limit)?;
    Ok(found.into_iter().map(|(id, person, enrolment)| (id, Owed { person, enrolment })).collect())
}

/// Owes genuine certificates to some of those who have nothing but a test: the College was tried out, and has an address now.
///
/// # Errors
/// When the database refuses.
pub fn owe_for_tests(tx: &mut Tx<'_>, limit: i64) -> Result<(), AppError> {
    for (person, enrolment) in issues::list_tests(tx.conn(), limit)? {
        candidates::set_owed_again(tx.conn(), person, enrolment)?;
    }
    Ok(())
}

/// Notes why a certificate that is owed cannot be issued for now.
///
/// # Errors
/// When the database refuses.
pub fn note_hindrance(tx: &mut Tx<'_>, owed: Owed, hindrance: &Hindrance) -> Result<(), AppError> {
    Ok(candidates::set_hindered(tx.conn(), owed.person, owed.enrolment, hindrance)?)
}

/// A person's certificates to be, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_pending(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    before: Option<CandidateId>,
    limit: i64,
) -> Result<Vec<Candidate>, AppError> {
    Ok(candidates::list_pending(snapshot.conn(), actor.person, before, limit)?)
}
