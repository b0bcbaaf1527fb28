//! Taking note of sources: what the files in `locales/` and the published courses say now, as units in revisions.
//!
//! Nothing is deleted: a unit that is in the source no more is obsolete, and comes back with its translations.

use std::collections::HashMap;

use crate::clock::Timestamp;
use crate::db::{Json, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::text::folded;
use crate::translations::model::{
    Catalogue, CatalogueKind, Change, NewUnit, Origin, Translation, TranslationState, Unit, UnitId, changes,
};
use crate::translations::signature::signature;
use crate::translations::store::{catalogues, counts, translations, units};

/// The kind of change that says that the source of a catalogue is another.
pub const SOURCE_CHANGED: &str = "source";

/// A catalogue as its source has it now.
#[derive(Clone, Debug)]
pub struct Source {
    pub kind: CatalogueKind,
    /// `interface/mail`, `course/introduction-to-cites`.
    pub slug: String,
    pub locale: Locale,
    pub core: bool,
    /// In order.
    pub units: Vec<NewUnit>,
}

/// Which revisions do not change the meaning, as the editor says: their translations stay fresh.
pub type SameMeaning<'a> = &'a dyn Fn(&str) -> bool;

/// What taking note changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    pub added: usize,
    pub revised: usize,
    pub gone: usize,
}

/// Brings a catalogue up to its source. The same source twice changes nothing.
///
/// # Errors
/// When the database refuses.
pub fn note(
    tx: &mut Tx<'_>,
    source: Source,
    same_meaning: SameMeaning<'_>,
    author: Option<PersonId>,
) -> Result<(Catalogue, Noted), AppError> {
    let (id, now) = (tx.new_id(), tx.now());
    let what = (source.kind, source.slug.as_str());
    let catalogue = catalogues::find_or_add(tx.conn(), id, what, &source.locale, source.core)?;
    let known = units::list_all(tx.conn(), catalogue.id)?;
    let by_id: HashMap<UnitId, &Unit> = known.iter().map(|unit| (unit.id, unit)).collect();
    let mut noted = Noted::default();
    let changes = changes(&known, source.units);
    if changes.is_empty() {
        return Ok((catalogue, noted));
    }
    for (place, change) in changes {
        let ordinal = i32::try_from(place).unwrap_or(i32::MAX);
        match change {
            Change::Added(new) => {
                let id = tx.new_id();
                units::add(tx.conn(), (id, catalogue.id), (ordinal, &new), (author, now))?;
                units::set_signature(tx.conn(), id, &signature(&new.source))?;
                noted.added += 1;
            }
            Change::Revised(id, new) => {
                let Some(unit) = by_id.get(&id) else { continue };
                units::revise(tx.conn(), unit, &new, (!same_meaning(&new.key), author, now))?;
                units::place(tx.conn(), id, ordinal, &new)?;
                units::set_signature(tx.conn(), id, &signature(&new.source))?;
                noted.revised += 1;
            }
            Change::Kept(id, new) => units::place(tx.conn(), id, ordinal, &new)?,
            Change::Gone(id) => {
                units::set_obsolete(tx.conn(), id, now)?;
                noted.gone += 1;
            }
        }
    }
    catalogues::recount(tx.conn(), catalogue.id)?;
    for locale in counts::locales_of(tx.conn(), catalogue.id)? {
        counts::recount(tx.conn(), &locale, catalogue.id)?;
    }
    Ok((catalogue, noted))
}

/// Takes over translations that the repository keeps. What people approved since stays: the repository's text becomes a
/// suggestion beside it, unless it was seen before. Returns how many are new.
///
/// # Errors
/// When the database refuses.
pub fn adopt(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    locale: &Locale,
    texts: &HashMap<String, String>,
) -> Result<usize, AppError> {
    let present = units::list_all(tx.conn(), catalogue.id)?;
    let mut known: HashMap<UnitId, Vec<(Origin, String)>> = HashMap::new();
    for (unit, origin, body) in translations::list_bodies(tx.conn(), catalogue.id, locale)? {
        known.entry(unit).or_default().push((origin, body));
    }
    let mut adopted = 0;
    for unit in present.iter().filter(|unit| unit.obsolete_at.is_none()) {
        let Some(body) = texts.get(&unit.key) else { continue };
        let known = known.get(&unit.id).map_or(&[][..], Vec::as_slice);
        if known.iter().any(|(_, known)| known == body) {
            continue;
        }
        adopt_one(tx, unit, (locale, body), known.iter().all(|(origin, _)| *origin == Origin::Repository))?;
        adopted += 1;
    }
    if adopted > 0 {
        counts::recount(tx.conn(), locale, catalogue.id)?;
    }
    Ok(adopted)
}

/// Only where nobody but the repository has said anything, its text is approved at once.
fn adopt_one(tx: &mut Tx<'_>, unit: &Unit, (locale, body): (&Locale, &str), is_free: bool) -> Result<(), AppError> {
    let now = tx.now();
    if is_free {
        translations::supersede(tx.conn(), unit.id, locale, now)?;
    }
    let state = if is_free { TranslationState::Approved } else { TranslationState::Suggested };
    let new = from_repository(unit, locale, body, (state, now))?;
    Ok(translations::add(tx.conn(), &new)?)
}

fn from_repository(
    unit: &Unit,
    locale: &Locale,
    body: &str,
    (state, now): (TranslationState, Timestamp),
) -> Result<Translation, AppError> {
    Ok(Translation {
        id: crate::ids::Id::new(now),
        unit: unit.id,
        catalogue: unit.catalogue,
        locale: locale.clone(),
        revision: unit.revision,
        body: body.to_owned(),
        body_folded: folded(body),
        state,
        origin: Origin::Repository,
        author: None,
        newcomer: false,
        fails: false,
        findings: Json::of(&Vec::<()>::new())?,
        dismissals: Json::of(&Vec::<()>::new())?,
        votes: 0,
        created_at: now,
        settled_at: (!state.is_open()).then_some(now),
        row_version: 1,
    })
}
