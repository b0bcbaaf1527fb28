//! The glossary: what a term is called in a locale, and what it must not be called.

use std::sync::LazyLock;

use serde_json::json;

use super::rights;
use crate::accounts::{Actor, Scope};
use crate::audit;
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::text::folded;
use crate::translations::TranslationError;
use crate::translations::service::checking::TERMS_CHANGED;
use crate::translations::store::locales;
use crate::translations::store::terms;
pub use crate::translations::store::terms::{Called, TermEntry, TermId};

/// The terms of the Convention in its working languages.
const SHIPPED: &str = include_str!("../data/glossary.csv");

pub const LONGEST_TERM: usize = 120;
/// Of a definition, or of a note.
pub const LONGEST_TEXT: usize = 500;
/// All checks go through all terms, and a list of them is searched in memory.
pub(super) const MOST_TERMS: i64 = 5_000;
/// In one locale.
pub(super) const MOST_CALLED: i64 = 20_000;

/// # Errors
/// 409 when there are more than there may be.
pub(super) fn has_room(count: i64, most: i64) -> Result<(), AppError> {
    if count <= most { Ok(()) } else { Err(TranslationError::GlossaryFull(most).into()) }
}

struct Row {
    source: String,
    translations: Vec<(Locale, String)>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(SHIPPED.as_bytes());
    let locales: Vec<Locale> =
        reader.headers().map(|row| row.iter().skip(1).filter_map(|tag| tag.parse().ok()).collect()).unwrap_or_default();
    let rows = reader.records().filter_map(Result::ok).filter_map(|record| {
        let mut cells = record.iter().map(str::to_owned);
        let source = cells.next()?;
        Some(Row { source, translations: locales.iter().cloned().zip(cells).collect() })
    });
    rows.collect()
});

/// Adds the terms of the Convention that are not there yet.
///
/// # Errors
/// When the database refuses.
pub fn add_shipped(tx: &mut Tx<'_>) -> Result<(), AppError> {
    let known = terms::list_sources(tx.conn())?;
    let mut is_new = false;
    for row in ROWS.iter().filter(|row| !known.contains(&row.source)) {
        let (id, now) = (tx.new_id(), tx.now());
        terms::add(tx.conn(), id, &row.source, "")?;
        for (locale, text) in &row.translations {
            let called =
                terms::Called { locale: locale.clone(), text: text.clone(), forbidden: false, note: String::new() };
            terms::call(tx.conn(), id, &called, (None, now))?;
        }
        is_new = true;
    }
    if is_new {
        announce(tx, TERMS_CHANGED, "")?;
    }
    Ok(())
}

/// A term with what it is called in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub entry: TermEntry,
    /// First what is right.
    pub called: Vec<Called>,
}

/// Terms by source, after one of them: those of which the source, the definition or what they are called holds a text. There are
/// [`MOST_TERMS`] at most; what is alike in all engines is compared here.
///
/// # Errors
/// 404 when there is no such locale.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    locale: &Locale,
    text: Option<&str>,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<Term>, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let mut called = terms::called(snapshot.conn(), locale)?;
    let entries = terms::list(snapshot.conn())?.into_iter();
    let rest = entries.filter(|entry| after.is_none_or(|after| entry.source.as_str() > after));
    let all = rest.map(|entry| Term { called: called.remove(&entry.id).unwrap_or_default(), entry });
    let sought = text.map(folded);
    let is_sought = |term: &Term| sought.as_ref().is_none_or(|sought| holds(term, sought));
    Ok(all.filter(is_sought).take(limit).collect())
}

fn holds(term: &Term, sought: &str) -> bool {
    let called = term.called.iter().map(|called| &called.text);
    let mut texts = [&term.entry.source, &term.entry.definition].into_iter().chain(called);
    texts.any(|text| folded(text).contains(sought))
}

/// A term to be agreed on.
#[derive(Clone, Debug)]
pub struct NewTerm {
    pub source: String,
    pub definition: String,
}

/// Adds a term.
///
/// # Errors
/// 403 unless a source editor acts; 409 when it is there, or there are too many.
pub fn add(tx: &mut Tx<'_>, actor: &Actor, new: &NewTerm) -> Result<TermEntry, AppError> {
    rights::as_glossary_editor(actor)?;
    let entry =
        TermEntry { id: tx.new_id(), source: new.source.clone(), definition: new.definition.clone(), row_version: 1 };
    // The checks know no case: of two terms that differ by it alone, nobody could obey both.
    let is_known =
        terms::list_sources(tx.conn())?.iter().any(|known| known.to_lowercase() == entry.source.to_lowercase());
    if is_known || !terms::add(tx.conn(), entry.id, &entry.source, &entry.definition)? {
        return Err(TranslationError::TermExists.into());
    }
    has_room(terms::count(tx.conn())?, MOST_TERMS)?;
    changed(tx, actor, "term-added", &entry)?;
    Ok(entry)
}

/// Explains a term otherwise.
///
/// # Errors
/// 403 unless a source editor acts; 404; 412 by the caller.
pub fn explain(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TermId,
    definition: &str,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<TermEntry, AppError> {
    rights::as_glossary_editor(actor)?;
    let entry = terms::find(tx.conn(), id)?.ok_or(TranslationError::TermUnknown)?;
    admit(entry.row_version)?;
    let entry = TermEntry { definition: definition.to_owned(), ..entry };
    terms::update(tx.conn(), &entry)?;
    changed(tx, actor, "term-changed", &entry)?;
    Ok(TermEntry { row_version: entry.row_version + 1, ..entry })
}

/// Removes a term, and whatever it is called in any locale.
///
/// # Errors
/// 403 unless a source editor acts; 404; 412 by the caller.
pub fn remove(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TermId,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<(), AppError> {
    rights::as_glossary_editor(actor)?;
    let entry = terms::find(tx.conn(), id)?.ok_or(TranslationError::TermUnknown)?;
    admit(entry.row_version)?;
    terms::remove(tx.conn(), id)?;
    changed(tx, actor, "term-removed", &entry)
}

/// Notes what became of a term, and tells all instances.
pub(super) fn changed(tx: &mut Tx<'_>, actor: &Actor, act: &'static str, entry: &TermEntry) -> Result<(), AppError> {
    audit::note(tx, Some(actor.person), act, &entry.id.to_string(), &json!({ "term": entry.source }))?;
    Ok(announce(tx, TERMS_CHANGED, "")?)
}

/// Says what a term is called in a locale, or must not be called. The same again replaces what was said of it.
///
/// # Errors
/// 403 unless a translator of the locale acts who accepted the terms of contribution; 404; 409 when the locale takes no work, or
/// has too many; 412 by the caller.
pub fn call(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TermId,
    new: &Called,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<Term, AppError> {
    let (person, entry) = term_to_call(tx, actor, id, &new.locale)?;
    admit(entry.row_version)?;
    say(tx, id, new, person)?;
    has_room(terms::count_called(tx.conn(), &new.locale)?, MOST_CALLED)?;
    let entry = renewed(tx, entry)?;
    let called = terms::called_of(tx.conn(), id, &new.locale)?;
    Ok(Term { entry, called })
}

/// Takes back what a term is called, or must not be called.
///
/// # Errors
/// 403, 409 and 412 as [`call`]; 404 also when nobody said so.
pub fn call_no_more(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TermId,
    (locale, text): (&Locale, &str),
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let (_, entry) = term_to_call(tx, actor, id, locale)?;
    admit(entry.row_version)?;
    if !terms::call_no_more(tx.conn(), id, locale, text)? {
        return Err(TranslationError::TermUnknown.into());
    }
    renewed(tx, entry).map(drop)
}

fn term_to_call(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TermId,
    locale: &Locale,
) -> Result<(PersonId, TermEntry), AppError> {
    rights::as_translator(actor, &Scope::locale(locale))?;
    let person = rights::as_contributor(tx, actor)?;
    rights::open_locale(tx, locale)?;
    Ok((person, terms::find(tx.conn(), id)?.ok_or(TranslationError::TermUnknown)?))
}

/// Has a term count as changed, and tells all instances.
fn renewed(tx: &mut Tx<'_>, entry: TermEntry) -> Result<TermEntry, AppError> {
    terms::update(tx.conn(), &entry)?;
    announce(tx, TERMS_CHANGED, "")?;
    Ok(TermEntry { row_version: entry.row_version + 1, ..entry })
}

/// Says what a term is called. The checks know no case: a text that was right in one case is not forbidden in another.
pub(super) fn say(tx: &mut Tx<'_>, id: TermId, new: &Called, person: PersonId) -> Result<(), AppError> {
    let now = tx.now();
    for other in terms::called_of(tx.conn(), id, &new.locale)? {
        if other.forbidden != new.forbidden && other.text.to_lowercase() == new.text.to_lowercase() {
            terms::call_no_more(tx.conn(), id, &new.locale, &other.text)?;
        }
    }
    Ok(terms::call(tx.conn(), id, new, (Some(person), now))?)
}
