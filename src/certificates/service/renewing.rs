//! Renewing certificates: by the course that the policy names, or by taking the same course in a room once more.
//!
//! A renewal is a new enrolment with a certificate of its own; the one before holds until its end.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{owing, policies};
use crate::certificates::model::Policy;
use crate::certificates::store::candidates;
use crate::certificates::store::issues::{self, Held};
use crate::clock::Timestamp;
use crate::courses::model::Issue;
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx, is_about_one};
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::jobs::{self, Job};

/// The job that renews what a completed course renews.
pub const RENEW: &str = "renew-certificates";

/// A certificate that ends, and the version of its course that another course can complete anew.
struct Renewal {
    held: Held,
    version: Arc<PublishedVersion>,
}

/// What completing a course on a day renews of somebody's: of each other course whose policy names it the certificate that holds longest,
/// if she held it on that day, nothing else is on its way to her, and the next one would hold for longer. With what is the matter with
/// another course, which is no reason not to renew these.
fn renewals(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    (person, completed): (PersonId, &PublishedVersion),
    at: Timestamp,
) -> Result<(Vec<Renewal>, Option<AppError>), AppError> {
    let (mut found, mut failed) = (Vec::new(), None);
    let all = issues::list_held(snapshot.conn(), person)?;
    for held in longest(&all).filter(|it| it.course != completed.course && it.end.is_some()) {
        match renewal(snapshot, library, (person, completed), (held, &all, at)) {
            Err(error) if is_about_one(&error) => failed = Some(error),
            renewal => found.extend(renewal?),
        }
    }
    Ok((found, failed))
}

fn renewal(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    (person, completed): (PersonId, &PublishedVersion),
    (held, all, at): (&Held, &[Held], Timestamp),
) -> Result<Option<Renewal>, AppError> {
    let had = |it: &Held| it.course == held.course && it.issued_at <= at && it.end.is_some_and(|end| at < end);
    let policy = policies::of(snapshot, held.course)?.policy;
    let Some(version) = library.current_of(held.course) else { return Ok(None) };
    let is_asked_for = policy.renewal.as_ref() == Some(completed.slug()) && all.iter().any(had);
    let is_renewed = is_asked_for
        && prolongs(&policy, &version, (held, at))
        && !candidates::is_waiting(snapshot.conn(), (person, held.course), held.issued_at)?;
    Ok(is_renewed.then(|| Renewal { held: held.clone(), version }))
}

/// A completed course that may renew certificates of others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Completed {
    person: PersonId,
    enrolment: EnrolmentId,
    /// The language that was studied.
    locale: Locale,
}

impl Completed {
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }
}

/// Sees to it that what a completed course renews is renewed right after this transaction, and apart from it: nothing that is the matter
/// with another course keeps anybody from completing this one.
///
/// A renewal renews nothing further: two courses may name each other.
///
/// # Errors
/// When the database refuses.
pub fn renew_soon(tx: &mut Tx<'_>, completed: &Enrolment, studied: &Locale) -> Result<(), AppError> {
    let held = issues::list_held(tx.conn(), completed.person)?;
    let may_renew = |it: &Held| it.course != completed.course && it.end.is_some();
    if completed.renewed_through.is_some() || !held.iter().any(may_renew) {
        return Ok(());
    }
    let completed = Completed { person: completed.person, enrolment: completed.id, locale: studied.clone() };
    jobs::enqueue(tx, &Job::new(RENEW, &completed)?).map(drop)
}

/// Completes whichever courses a completed one renews, in their present versions, and owes their certificates as their policies say.
/// Called again for the same enrolment it changes nothing. `Some` is what is the matter with one of them, which holds up no other.
///
/// # Errors
/// When the database refuses.
pub fn renew(tx: &mut Tx<'_>, library: &Library, of: &Completed) -> Result<Option<AppError>, AppError> {
    let Some(completed) = enrolments::find(tx, of.person, of.enrolment)? else { return Ok(None) };
    let at = completed.completed_at.unwrap_or_else(|| tx.now());
    let version = library.version(tx, completed.version)?;
    let (renewals, mut failed) = renewals(tx, library, (completed.person, &version), at)?;
    for renewal in renewals {
        match tx.apart(|tx| complete(tx, library, (&completed, &of.locale), &renewal)) {
            Err(error) if is_about_one(&error) => failed = Some(error),
            outcome => outcome?,
        }
    }
    Ok(failed)
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
    (completed, studied): (&Enrolment, &Locale),
    renewal: &Renewal,
) -> Result<(), AppError> {
    let Renewal { held, version } = renewal;
    let offered = version.locales();
    let locale = [studied, &completed.locale, &held.locale].into_iter().find(|locale| offered.contains(locale));
    let locale = locale.map_or_else(|| version.edition(&completed.locale).map(|it| &it.locale), Ok)?;
    match enrolments::complete_through(tx, version, (completed, locale.clone()))? {
        Some(renewed) => owing::on_completion(tx, library, &renewed, None),
        None => Ok(()),
    }
}

/// Whether somebody who has completed a version may take it in a room on a day once more: since that renews another course's certificate,
/// or its own is over by then, or is in the time in which she is reminded of its end. Who waits for a certificate, or has none for another
/// reason, is not helped by this.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn is_due(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    (person, version): (PersonId, &PublishedVersion),
    at: Timestamp,
) -> Result<bool, AppError> {
    let mut own = issues::list_held(snapshot.conn(), person)?;
    own.retain(|it| it.course == version.course);
    let policy = policies::of(snapshot, version.course)?.policy;
    let is_over = |end: Timestamp| policy.renewable_from(end) <= at;
    let is_own_due = match own.iter().map(|it| it.issued_at).max() {
        Some(latest) => {
            own.iter().all(|it| it.issued_at.day() < at.day() && it.end.is_some_and(is_over))
                && !candidates::is_waiting(snapshot.conn(), (person, version.course), latest)?
        }
        None => false,
    };
    Ok(is_own_due || !renewals(snapshot, library, (person, version), at)?.0.is_empty())
}
