//! What a learner does with her enrolments.

use super::decide::in_care;
use super::lookup::{find_active, find_own};
use super::tell_caches;
use crate::accounts::Actor;
use crate::courses::model::Audience;
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::enrolments::error::EnrolmentError;
use crate::enrolments::learning::Learning;
use crate::enrolments::model::{
    Enrolment, EnrolmentId, EnrolmentState, Face, VersionChanges, check_language, language_in,
};
use crate::enrolments::store;
use crate::error::AppError;
use crate::i18n::Locale;

/// A person's own enrolments, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_own(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    before: Option<EnrolmentId>,
    limit: i64,
) -> Result<Vec<Enrolment>, AppError> {
    Ok(store::list_of(snapshot.conn(), actor.person, before, limit)?)
}

/// One enrolment: one's own, or one of a Party that is in one's care.
///
/// # Errors
/// 404 `enrolment-unknown` for any other.
pub fn show(snapshot: &mut Snapshot<'_>, actor: &Actor, id: EnrolmentId) -> Result<Enrolment, AppError> {
    match store::find(snapshot.conn(), actor.person, id)? {
        Some(own) => Ok(own),
        None => in_care(snapshot, actor, id),
    }
}

/// Ends an enrolment that is open. Its progress is kept; enrolling again is a new beginning.
///
/// # Errors
/// 404 when it is not the person's own; 409 when it was completed or refused.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: EnrolmentId) -> Result<(), AppError> {
    let enrolment = find_own(tx, actor, id)?;
    match enrolment.state {
        EnrolmentState::Withdrawn => return Ok(()),
        _ if enrolment.is_open() => {}
        state => return Err(EnrolmentError::Closed(state).into()),
    }
    store::set_withdrawn(tx.conn(), &enrolment)?;
    tell_caches(tx, &enrolment)
}

/// Learns in another language from now on. What was completed stays completed in its language.
///
/// # Errors
/// 404 when it is not the person's own; 409 when it was completed, refused or withdrawn; 422 when the version is not offered in the language.
pub fn change_locale(
    tx: &mut Tx<'_>,
    actor: &Actor,
    library: &Library,
    (id, locale): (EnrolmentId, &Locale),
) -> Result<Enrolment, AppError> {
    let enrolment = find_own(tx, actor, id)?;
    if !enrolment.is_open() {
        return Err(EnrolmentError::Closed(enrolment.state).into());
    }
    let version = library.version(tx, enrolment.version)?;
    let locale = check_language(locale, &version.locales())?;
    store::set_locale(tx.conn(), &enrolment, &locale)?;
    tell_caches(tx, &enrolment)?;
    Ok(Enrolment { locale, ..enrolment })
}

/// Moves an active enrolment to the current version. Progress goes by activity, so what is still there stays done, and what is
/// no longer there stays to the learner's credit; when nothing is left to do, the course is completed.
///
/// # Errors
/// 404 and 409 as [`find_active`]; 409 when it is completed, has the current version, or has no approval that this one needs, and when the
/// learner would come to read another language without having asked for it, or the one that she asks for is not offered.
pub fn move_to_current(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (library, learning): (&Library, &Learning),
    (id, wanted): (EnrolmentId, Option<&Locale>),
) -> Result<(Enrolment, VersionChanges), AppError> {
    let enrolment = find_active(tx, actor, id)?;
    if enrolment.state == EnrolmentState::Completed {
        return Err(EnrolmentError::Closed(enrolment.state).into());
    }
    let old = library.version(tx, enrolment.version)?;
    let new = library.current(old.slug())?;
    // This process may not have heard yet of a version that another published a moment ago.
    if new.number <= old.number {
        return Err(EnrolmentError::VersionCurrent.into());
    }
    check_audience(&enrolment, &new)?;
    let locale = language_in((&old.locales(), &new.locales()), &enrolment.locale, wanted)?;
    // In one language, lest every word be another one: hers to be where both have it, else that of the original.
    let both_have = |locale: &&Locale| old.locales().contains(locale);
    let compared = Some(&locale).filter(both_have).or(new.locales().first()).unwrap_or(&locale).clone();
    let face = |version| -> Result<_, AppError> {
        let version: &PublishedVersion = version;
        Ok(Face { version, text: &version.edition(&compared)?.text })
    };
    let changes = VersionChanges::between(face(&old)?, face(&new)?);
    let changes_language = locale != enrolment.locale;
    let moved = Enrolment { locale, ..enrolment.moved_to(new.id, tx.now())? };
    store::set_version(tx.conn(), &moved)?;
    if changes_language {
        store::set_locale(tx.conn(), &moved, &moved.locale)?;
    }
    tell_caches(tx, &moved)?;
    (learning.settle)(tx, library, &moved)?;
    Ok((find_own(tx, actor, id)?, changes))
}

/// Nobody comes to a course for officials in a way around those who decide.
fn check_audience(enrolment: &Enrolment, version: &PublishedVersion) -> Result<(), AppError> {
    let may = match &version.structure.audience {
        Audience::Everyone => true,
        Audience::Officials { authorities } => {
            enrolment.is_approved() && enrolment.authority.is_some_and(|authority| authorities.contains(&authority))
        }
    };
    if may {
        return Ok(());
    }
    let title = version.edition(&enrolment.locale)?.text.title.clone();
    Err(EnrolmentError::ApprovalRequired { title }.into())
}
