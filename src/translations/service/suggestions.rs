//! Suggesting a text, changing it, taking it back, voting for one.

use super::checking::{Dismissal, kept};
use super::rights;
use crate::accounts::Actor;
use crate::db::{Json, Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::i18n::checks::Finding;
use crate::ids::PersonId;
use crate::text::folded;
use crate::translations::TranslationError;
use crate::translations::model::{
    Catalogue, Deeds, Origin, Translation, TranslationId, TranslationState, Unit, UnitId,
};
use crate::translations::store::{catalogues, contributions, counts, translations, units};

/// The first suggestions of somebody new are reviewed in a queue of their own.
const NEWCOMER: i64 = 20;
/// Suggestions that somebody without a role may have waiting in a locale, those that were sent back among them: more than reviewers
/// read in a day.
const MOST_WAITING: i64 = 100;
/// What is compared with a new suggestion.
const MOST_COMPARED: i64 = 200;

/// A text that somebody suggests. `body` is normalised, `findings` are of this very body and revision.
#[derive(Clone, Debug)]
pub struct NewSuggestion {
    pub unit: UnitId,
    pub locale: Locale,
    /// The revision that she translated.
    pub revision: i32,
    pub body: String,
    pub origin: Origin,
    pub findings: Vec<Finding>,
    pub dismissals: Vec<Dismissal>,
}

/// A unit and its catalogue.
///
/// # Errors
/// 404 when there is no such unit.
pub fn find_unit(snapshot: &mut Snapshot<'_>, id: UnitId) -> Result<(Unit, Catalogue), AppError> {
    let unit = units::find(snapshot.conn(), id)?.ok_or(TranslationError::UnitUnknown)?;
    let catalogue = catalogues::find(snapshot.conn(), unit.catalogue)?.ok_or(TranslationError::CatalogueUnknown)?;
    Ok((unit, catalogue))
}

/// A unit and its catalogue, for somebody who may see it in a language.
///
/// # Errors
/// 404 when there is no such unit, or the person may not see it.
pub fn find_readable(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: UnitId,
    locale: &Locale,
) -> Result<(Unit, Catalogue), AppError> {
    let (unit, catalogue) = find_unit(snapshot, id)?;
    if rights::may_read(actor, locale, &catalogue) {
        Ok((unit, catalogue))
    } else {
        Err(TranslationError::UnitUnknown.into())
    }
}

/// Whoever may suggest a text for a unit in a locale, with the unit and its catalogue.
///
/// # Errors
/// 403 before the terms are accepted; 404 for an unknown unit or locale; 409 when the locale takes no work or is that of the source.
pub fn admit(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    unit: UnitId,
    locale: &Locale,
) -> Result<(PersonId, Unit, Catalogue), AppError> {
    let person = rights::as_contributor(snapshot, actor)?;
    let (unit, catalogue) = find_readable(snapshot, actor, unit, locale)?;
    rights::open_for(snapshot, locale, &catalogue)?;
    Ok((person, unit, catalogue))
}

/// Keeps a suggestion. A text that a check blocks is kept as well: nothing that somebody wrote is lost.
///
/// # Errors
/// 403 before the terms are accepted; 404 for an unknown unit or locale; 409 when the locale takes no work or is that of the source,
/// the source moved, the same text waits already or is approved, or too many of a contributor's wait.
pub fn suggest(tx: &mut Tx<'_>, actor: &Actor, new: &NewSuggestion) -> Result<Translation, AppError> {
    let (person, _, catalogue) = admit(tx, actor, new.unit, &new.locale)?;
    if !rights::is_translator(actor, &rights::scope_of(&new.locale, &catalogue)) {
        let waiting = translations::count_waiting(tx.conn(), (person, &new.locale), MOST_WAITING)?;
        if waiting >= MOST_WAITING {
            return Err(TranslationError::ManyWait(MOST_WAITING).into());
        }
    }
    put(tx, actor, new)
}

/// Keeps a suggestion, however many wait.
fn put(tx: &mut Tx<'_>, actor: &Actor, new: &NewSuggestion) -> Result<Translation, AppError> {
    let (person, unit, catalogue) = admit(tx, actor, new.unit, &new.locale)?;
    if unit.obsolete_at.is_some() {
        return Err(TranslationError::UnitUnknown.into());
    }
    if unit.revision != new.revision {
        return Err(TranslationError::SourceMoved("suggestion").into());
    }
    let is_translator = rights::is_translator(actor, &rights::scope_of(&new.locale, &catalogue));
    let newcomer = !is_translator && is_new(tx, person)?;
    keep(tx, (Some(person), newcomer), &unit, new)
}

/// Keeps a text as a suggestion for a unit, whoever it comes from.
///
/// # Errors
/// 409 when the same text waits already or is approved.
pub fn keep(
    tx: &mut Tx<'_>,
    (author, newcomer): (Option<PersonId>, bool),
    unit: &Unit,
    new: &NewSuggestion,
) -> Result<Translation, AppError> {
    if is_there(tx, unit, new)? {
        return Err(TranslationError::TranslationExists.into());
    }
    let suggestion = Translation {
        id: tx.new_id(),
        unit: unit.id,
        catalogue: unit.catalogue,
        locale: new.locale.clone(),
        revision: unit.revision,
        body: new.body.clone(),
        body_folded: folded(&new.body),
        state: TranslationState::Suggested,
        origin: new.origin,
        author,
        newcomer,
        fails: new.findings.iter().any(Finding::blocks),
        findings: kept(&new.findings)?,
        dismissals: Json::of(&new.dismissals)?,
        votes: 0,
        created_at: tx.now(),
        settled_at: None,
        row_version: 1,
    };
    let before = counts::tally(tx.conn(), unit, &new.locale)?;
    translations::add(tx.conn(), &suggestion)?;
    counts::shift(tx.conn(), unit, &new.locale, before)?;
    credit(tx, &suggestion, suggestion.author, Deeds::SUGGESTED)?;
    Ok(suggestion)
}

/// Whether the same text waits for a review, or is approved and not stale.
///
/// # Errors
/// When the database refuses.
pub(super) fn is_there(snapshot: &mut Snapshot<'_>, unit: &Unit, new: &NewSuggestion) -> Result<bool, AppError> {
    let known = translations::list_of_unit(snapshot.conn(), unit.id, &new.locale, MOST_COMPARED)?;
    let is_same = |known: &Translation| {
        known.body == new.body
            && (known.state.is_open() || known.state == TranslationState::Approved && !known.is_stale(unit))
    };
    Ok(known.iter().any(is_same))
}

/// Takes note of what somebody did with a translation.
///
/// # Errors
/// When the database refuses.
pub(super) fn credit(
    tx: &mut Tx<'_>,
    of: &Translation,
    person: Option<PersonId>,
    deeds: Deeds,
) -> Result<(), AppError> {
    let Some(person) = person else { return Ok(()) };
    Ok(contributions::add(tx.conn(), (&of.locale, of.catalogue, person), deeds)?)
}

fn is_new(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, AppError> {
    let made = translations::count_of_author(tx.conn(), person, NEWCOMER)?;
    Ok(i64::try_from(made).is_ok_and(|made| made < NEWCOMER))
}

/// A translation with its unit and catalogue.
///
/// # Errors
/// 404 when there is no such translation.
pub fn find(snapshot: &mut Snapshot<'_>, id: TranslationId) -> Result<(Translation, Unit, Catalogue), AppError> {
    let translation = translations::find(snapshot.conn(), id)?.ok_or(TranslationError::TranslationUnknown)?;
    let (unit, catalogue) = find_unit(snapshot, translation.unit)?;
    Ok((translation, unit, catalogue))
}

/// A translation with its unit and catalogue, for somebody who may see it: who wrote it, or may read what it translates.
///
/// # Errors
/// 404 when there is no such translation, or the person may not see it.
pub fn find_seen(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: TranslationId,
) -> Result<(Translation, Unit, Catalogue), AppError> {
    let found = find(snapshot, id)?;
    let (translation, _, catalogue) = &found;
    if translation.author == Some(actor.person) || rights::may_read(actor, &translation.locale, catalogue) {
        Ok(found)
    } else {
        Err(TranslationError::TranslationUnknown.into())
    }
}

/// Another wording of one's own suggestion, made from the present source. It waits for a reviewer again.
#[derive(Clone, Debug)]
pub struct Rewording {
    pub body: String,
    pub findings: Vec<Finding>,
    pub dismissals: Vec<Dismissal>,
    /// The revision of the source that she saw.
    pub revision: i32,
}

/// Suggests another wording in the place of one's own suggestion, which counts as withdrawn: what reviewers and voters said was said
/// of the old words.
///
/// # Errors
/// 403 unless it is one's own; 404; 409 when it was settled, the source moved or the words are the same; 412 by the caller.
pub fn reword(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TranslationId,
    new: &Rewording,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Translation, AppError> {
    let (translation, ..) = own_open(tx, actor, id)?;
    let locale = translation.locale.clone();
    let Rewording { body, findings, dismissals, revision } = new.clone();
    let (unit, origin) = (translation.unit, Origin::Person);
    if body == translation.body && translation.state == TranslationState::Suggested {
        return Err(TranslationError::TranslationExists.into());
    }
    withdraw(tx, actor, id, admit)?;
    // It takes the place of one that waited.
    put(tx, actor, &NewSuggestion { unit, locale, revision, body, origin, findings, dismissals })
}

/// Takes one's own suggestion back. Its text stays.
///
/// # Errors
/// 403 unless it is one's own; 404; 409 when it was settled.
pub fn withdraw(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TranslationId,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Translation, AppError> {
    let (translation, unit, _) = own_open(tx, actor, id)?;
    admit(translation.row_version)?;
    let settled_at = Some(tx.now());
    credit(tx, &translation, translation.author, Deeds::TAKEN_BACK)?;
    change(tx, &unit, Translation { state: TranslationState::Withdrawn, settled_at, ..translation })
}

/// One's own translation that is not settled.
///
/// # Errors
/// 403 unless it is one's own; 404; 409 when it was settled.
pub fn own_open(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: TranslationId,
) -> Result<(Translation, Unit, Catalogue), AppError> {
    let found = find_seen(snapshot, actor, id)?;
    match &found.0 {
        translation if translation.author != Some(actor.person) => Err(TranslationError::NotYours.into()),
        translation if !translation.state.is_open() => Err(TranslationError::AlreadySettled.into()),
        _ => Ok(found),
    }
}

/// Writes a changed translation and keeps the counts.
///
/// # Errors
/// 409 when somebody changed it meanwhile.
pub(super) fn change(tx: &mut Tx<'_>, unit: &Unit, changed: Translation) -> Result<Translation, AppError> {
    let before = counts::tally(tx.conn(), unit, &changed.locale)?;
    if !translations::update(tx.conn(), &changed)? {
        return Err(TranslationError::AlreadySettled.into());
    }
    counts::shift(tx.conn(), unit, &changed.locale, before)?;
    Ok(Translation { row_version: changed.row_version + 1, ..changed })
}

/// Votes for a suggestion that waits, or takes the vote back.
///
/// # Errors
/// 403 before the terms are accepted, and for one's own; 404; 409 when it was settled.
pub fn vote(tx: &mut Tx<'_>, actor: &Actor, id: TranslationId, wanted: bool) -> Result<Translation, AppError> {
    let person = rights::as_contributor(tx, actor)?;
    let (translation, ..) = find_seen(tx, actor, id)?;
    if translation.author == Some(person) {
        return Err(TranslationError::OwnWork.into());
    }
    if !translation.state.is_open() {
        return Err(TranslationError::AlreadySettled.into());
    }
    let now = tx.now();
    translations::vote(tx.conn(), id, (person, wanted), now)?;
    translations::find(tx.conn(), id)?.ok_or_else(|| TranslationError::TranslationUnknown.into())
}
