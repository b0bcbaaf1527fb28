//! Enrolling: at once in a course for everyone, by request in a course for officials.

use super::{tell_caches, title_of};
use crate::accounts::Actor;
use crate::affiliations::{self, Affiliation, AffiliationId, AuthorityKind};
use crate::cohorts::{self, CohortId};
use crate::courses::model::{Audience, Slug};
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::enrolments::error::EnrolmentError;
use crate::enrolments::model::{Enrolment, EnrolmentState, check_language};
use crate::enrolments::store;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;

/// What a learner asks for.
#[derive(Clone, Debug)]
pub struct NewEnrolment {
    pub course: Slug,
    /// The language to learn in; `None`: the best of those that she reads.
    pub locale: Option<Locale>,
    pub cohort: Option<CohortId>,
    /// On account of which office; `None`: the one that fits best.
    pub affiliation: Option<AffiliationId>,
    /// The best of the course's languages for her.
    pub reader: Locale,
}

impl NewEnrolment {
    fn language(&self, version: &PublishedVersion) -> Result<Locale, AppError> {
        match &self.locale {
            Some(locale) => check_language(locale, &version.locales()),
            None => Ok(version.edition(&self.reader)?.locale.clone()),
        }
    }
}

/// Enrols the actor in the current version of a course.
///
/// # Errors
/// 403 when the address is not confirmed; 404 when there is no such course; 409 when she is enrolled already, has not completed
/// what the course builds on, or has no office of the kind that it is for; 422 when language or cohort do not fit.
pub fn enrol(tx: &mut Tx<'_>, actor: &Actor, library: &Library, new: &NewEnrolment) -> Result<Enrolment, AppError> {
    let person = actor.as_learner()?;
    let version = library.current(&new.course)?;
    let locale = new.language(&version)?;
    check_prerequisites(tx, person, library, (&version, &new.reader))?;
    let affiliation = affiliation_for(tx, person, &version, new)?;
    check_cohort(tx, new, affiliation.as_ref())?;
    let state = match version.structure.audience {
        Audience::Everyone => EnrolmentState::Active,
        Audience::Officials { .. } => EnrolmentState::Requested,
    };
    let enrolment = Enrolment {
        cohort: new.cohort,
        affiliation: affiliation.as_ref().map(|it| it.id),
        party: affiliation.as_ref().map(|it| it.party),
        authority: affiliation.as_ref().map(|it| it.authority),
        ..Enrolment::new((person, tx.new_id()), (version.course, version.id), (state, locale), tx.now())
    };
    if !store::add(tx.conn(), &enrolment)? {
        return Err(EnrolmentError::Exists.into());
    }
    tell_caches(tx, &enrolment)?;
    Ok(enrolment)
}

fn check_prerequisites(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    library: &Library,
    (version, reader): (&PublishedVersion, &Locale),
) -> Result<(), AppError> {
    let wanted = &version.structure.prerequisites;
    if wanted.is_empty() {
        return Ok(());
    }
    let completed = store::completed_courses(snapshot.conn(), person)?;
    let is_missing = |slug: &&Slug| library.current(slug).map_or(true, |course| !completed.contains(&course.course));
    let titles: Result<Vec<_>, _> =
        wanted.iter().filter(is_missing).map(|slug| title_of(library, slug, reader)).collect();
    let titles = titles?;
    if titles.is_empty() { Ok(()) } else { Err(EnrolmentError::PrerequisitesMissing { titles }.into()) }
}

/// The office on account of which somebody is enrolled. A course for everyone needs none; where there is one it is noted all
/// the same, because it tells how many officials of a Party were trained.
fn affiliation_for(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
    version: &PublishedVersion,
    new: &NewEnrolment,
) -> Result<Option<Affiliation>, AppError> {
    let audience = &version.structure.audience;
    let accepted = accepted_authorities(audience);
    let course = || version.title_for(&new.reader).map(str::to_owned);
    if let Some(id) = new.affiliation {
        let now = snapshot.now();
        // Where nobody decides on the enrolment, nobody would vouch for the office later either.
        let holds = |it: &Affiliation| match audience {
            Audience::Everyone => it.is_vouched(now),
            Audience::Officials { .. } => it.is_alive(now),
        };
        let fits = |it: &Affiliation| it.person == person && accepted.contains(&it.authority) && holds(it);
        return match affiliations::find(snapshot, id)?.filter(fits) {
            Some(affiliation) => Ok(Some(affiliation)),
            None => Err(EnrolmentError::AffiliationUnfit { title: course()? }.into()),
        };
    }
    match audience {
        Audience::Everyone => affiliations::vouched_for(snapshot, person, &accepted),
        Audience::Officials { .. } => match affiliations::stated_by(snapshot, person, &accepted)?.into_iter().next() {
            Some(affiliation) => Ok(Some(affiliation)),
            None => Err(EnrolmentError::AffiliationRequired { title: course()? }.into()),
        },
    }
}

/// The kinds of authority that a course is for.
pub(super) fn accepted_authorities(audience: &Audience) -> Vec<AuthorityKind> {
    match audience {
        Audience::Everyone => AuthorityKind::ALL.to_vec(),
        Audience::Officials { authorities } => authorities.clone(),
    }
}

fn check_cohort(
    snapshot: &mut Snapshot<'_>,
    new: &NewEnrolment,
    affiliation: Option<&Affiliation>,
) -> Result<(), AppError> {
    let Some(id) = new.cohort else { return Ok(()) };
    let cohort = cohorts::find(snapshot, id)?;
    let course_fits = cohort.course.is_none_or(|slug| slug == new.course.as_str());
    // Whoever counts among the officials of a Party has an office there, also in a course that asks for none.
    let party_fits = cohort.party.is_none_or(|party| affiliation.is_some_and(|office| office.party == party));
    if course_fits && party_fits { Ok(()) } else { Err(EnrolmentError::CohortUnfit.into()) }
}
