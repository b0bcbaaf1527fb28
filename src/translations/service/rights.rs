//! Who may do what with the texts of a locale.

use crate::accounts::{Actor, Role, Scope};
use crate::db::Snapshot;
use crate::error::{AppError, Problem};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::translations::TranslationError;
use crate::translations::model::{CONTRIBUTION_TERMS, Catalogue, CatalogueKind, LocaleEntry};
use crate::translations::store;

/// Where a text belongs: a locale, and the course's slug when it is of a course.
#[must_use]
pub fn scope_of(locale: &Locale, catalogue: &Catalogue) -> Scope {
    match (catalogue.kind, catalogue.slug.split_once('/')) {
        (CatalogueKind::Course, Some((_, slug))) => Scope::course_locale(locale, slug),
        _ => Scope::locale(locale),
    }
}

/// Whether somebody answers for all locales.
#[must_use]
pub fn is_administrator(actor: &Actor) -> bool {
    actor.has(Role::TranslationsAdministrator, &Scope::site()) || actor.is_secretariat()
}

/// # Errors
/// 403 unless the lead of the locale acts, or an administrator of translations.
pub fn as_lead(actor: &Actor, locale: &Locale) -> Result<(), AppError> {
    require(actor.has(Role::LocaleLead, &Scope::locale(locale)) || is_administrator(actor))
}

/// # Errors
/// 403 unless an administrator of translations acts.
pub fn as_administrator(actor: &Actor) -> Result<(), AppError> {
    require(is_administrator(actor))
}

/// Whether somebody may review what is written in a scope.
#[must_use]
pub fn may_review(actor: &Actor, scope: &Scope) -> bool {
    actor.has(Role::TranslationReviewer, scope) || actor.has(Role::LocaleLead, scope) || is_administrator(actor)
}

/// # Errors
/// 403 unless a reviewer of the scope acts.
pub fn as_reviewer(actor: &Actor, scope: &Scope) -> Result<(), AppError> {
    require(may_review(actor, scope))
}

/// Whether somebody's suggestions need no queue for newcomers.
#[must_use]
pub fn is_translator(actor: &Actor, scope: &Scope) -> bool {
    actor.has(Role::Translator, scope) || may_review(actor, scope)
}

/// # Errors
/// 403 unless a translator of the scope acts.
pub fn as_translator(actor: &Actor, scope: &Scope) -> Result<(), AppError> {
    require(is_translator(actor, scope))
}

/// # Errors
/// 403 unless somebody acts who edits the originals of the catalogue.
pub fn as_source_editor(actor: &Actor, catalogue: &Catalogue) -> Result<(), AppError> {
    let scope = match (catalogue.kind, catalogue.slug.split_once('/')) {
        (CatalogueKind::Course, Some((_, slug))) => Scope::course(slug),
        _ => Scope::site(),
    };
    let writes = catalogue.kind == CatalogueKind::Course && actor.has(Role::Author, &scope);
    require(writes || actor.has(Role::SourceEditor, &scope) || is_administrator(actor))
}

/// # Errors
/// 403 unless somebody acts who edits the terms of the glossary: a source editor of all catalogues.
pub fn as_glossary_editor(actor: &Actor) -> Result<(), AppError> {
    require(actor.has(Role::SourceEditor, &Scope::site()) || is_administrator(actor))
}

/// Whether somebody may see the texts of a catalogue. Those of a course tell which answers are right, and may be for officials: they
/// are shown to those who translate it into the language, and to those who write it.
#[must_use]
pub fn may_read(actor: &Actor, locale: &Locale, catalogue: &Catalogue) -> bool {
    let is_open = catalogue.kind != CatalogueKind::Course;
    is_open || is_translator(actor, &scope_of(locale, catalogue)) || as_source_editor(actor, catalogue).is_ok()
}

/// Whoever contributes has confirmed her address and accepted the present terms.
///
/// # Errors
/// 403 otherwise.
pub fn as_contributor(snapshot: &mut Snapshot<'_>, actor: &Actor) -> Result<PersonId, AppError> {
    let person = actor.as_learner()?;
    let accepted = store::contributors::find(snapshot.conn(), person)?;
    match accepted {
        Some(contributor) if contributor.terms == CONTRIBUTION_TERMS => Ok(person),
        _ => Err(TranslationError::TermsNotAccepted.into()),
    }
}

/// A locale on which people work.
///
/// # Errors
/// 404 when there is none of this tag, 409 when it takes no work.
pub fn open_locale(snapshot: &mut Snapshot<'_>, tag: &Locale) -> Result<LocaleEntry, AppError> {
    let entry = store::locales::find(snapshot.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    if entry.state.is_open() { Ok(entry) } else { Err(TranslationError::LocaleClosed(tag.clone()).into()) }
}

/// A locale on which people work, and into which a catalogue is translated.
///
/// # Errors
/// As [`open_locale`], and 409 when the catalogue was written in its language.
pub fn open_for(snapshot: &mut Snapshot<'_>, tag: &Locale, catalogue: &Catalogue) -> Result<LocaleEntry, AppError> {
    let entry = open_locale(snapshot, tag)?;
    if catalogue.source_locale == *tag {
        return Err(TranslationError::SourceLanguage(catalogue.kind).into());
    }
    Ok(entry)
}

fn require(allowed: bool) -> Result<(), AppError> {
    if allowed { Ok(()) } else { Err(Problem::forbidden("forbidden").into()) }
}
