//! Renewing certificates: by the course that the policy names, or by taking the same course in a room once more.
//!
//! A renewal is a new enrolment with a certificate of its own; the one before holds until its end.

use super::{owing, policies};
use crate::certificates::model::Policy;
use crate::certificates::store::issues::{self, Held};
use crate::clock::Timestamp;
use crate::courses::model::Issue;
use crate::courses::{CourseId, Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, Enrolment};
use crate::error::AppError;
use crate::ids::PersonId;

/// Completes whichever courses a completed one renews, in their present versions, for who held certificates of them on that day, and owes
/// her what their policies say. Called again for the same enrolment it changes nothing.
///
/// One that would not hold for longer than what she has is left as it is. A renewal renews nothing further: two courses may name
/// each other.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn renew(tx: &mut Tx<'_>, library: &Library, completed: &Enrolment) -> Result<(), AppError> {
    if completed.renewed_through.is_some() {
        return Ok(());
    }
    let at = completed.completed_at.unwrap_or_else(|| tx.now());
    let slug = library.version(tx, completed.version)?.slug().clone();
    let held = issues::list_held(tx.conn(), completed.person, at)?;
    for certificate in longest(&held).filter(|it| it.course != completed.course) {
        let policy = policies::of(tx, certificate.course)?.policy;
        let Some(version) = library.current_of(certificate.course) else { continue };
        if policy.renewal.as_ref() == Some(&slug) && prolongs(&policy, &version, (certificate, at)) {
            complete(tx, library, &version, (completed, certificate))?;
        }
    }
    Ok(())
}

/// Of each course the certificate that holds longest.
fn longest(held: &[Held]) -> impl Iterator<Item = &Held> {
    // What has no end holds longest.
    let rank = |it: &Held| (it.end.is_none(), it.end, it.id);
    held.iter().filter(move |it| held.iter().all(|other| other.course != it.course || rank(other) <= rank(it)))
}

fn prolongs(policy: &Policy, version: &PublishedVersion, (held, at): (&Held, Timestamp)) -> bool {
    let new = [policy.validity.end(at), policy.end_of_version(version.number)].into_iter().flatten().min();
    let is_later = held.end.is_some_and(|end| new.is_none_or(|new| end < new));
    is_later && version.structure.certificate.issue != Issue::None
}

fn complete(
    tx: &mut Tx<'_>,
    library: &Library,
    version: &PublishedVersion,
    (completed, held): (&Enrolment, &Held),
) -> Result<(), AppError> {
    let offered = version.locales();
    let locale = [&completed.locale, &held.locale].into_iter().find(|locale| offered.contains(locale));
    let locale = locale.map_or_else(|| version.edition(&completed.locale).map(|it| &it.locale), Ok)?;
    match enrolments::complete_through(tx, version, (completed, locale.clone()))? {
        Some(renewed) => owing::on_completion(tx, library, &renewed, None),
        None => Ok(()),
    }
}

/// Whether somebody who has completed a version may take it in a room on a day and get another certificate: since the one that she had
/// was over by then, or is in the time in which she is reminded of its end. Who has none for another reason is not helped by this.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn is_due(
    snapshot: &mut Snapshot<'_>,
    (person, course): (PersonId, CourseId),
    at: Timestamp,
) -> Result<bool, AppError> {
    let mut had = issues::list_ever_held(snapshot.conn(), person, course)?.into_iter().peekable();
    if had.peek().is_none() {
        return Ok(false);
    }
    let policy = policies::of(snapshot, course)?.policy;
    let is_due = |end: Timestamp| policy.renewable_from(end) <= at;
    Ok(had.all(|it| it.issued_at.day() < at.day() && it.end.is_some_and(is_due)))
}
