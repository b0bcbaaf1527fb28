//! Carrying a catalogue out to other people's tools, and reading what comes back.

use std::collections::{BTreeMap, HashMap};

use super::interface::{self, PREFIX};
use super::{rights, work};
use crate::accounts::Actor;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::exchange::{Document, Fault, Received, Unit as Carried, UnitKind as CarriedKind, UnitState};
use crate::formats::{csv, ftl, po, tmx, xliff};
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, ExchangeFormat, Standing, Translation, Unit, UnitKind};
use crate::translations::store::{catalogues, locales, units};

/// A catalogue in a locale, for somebody who may see it.
///
/// # Errors
/// 404 when there is no such locale or catalogue, or the person may not see it.
pub fn document(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (locale, slug): (&Locale, &str),
) -> Result<Document, AppError> {
    let catalogue = find(snapshot, locale, slug)?;
    if !rights::may_read(actor, locale, &catalogue) {
        return Err(TranslationError::CatalogueUnknown.into());
    }
    document_of(snapshot, locale, &catalogue)
}

/// A catalogue, when there is one of this slug and the locale is known.
///
/// # Errors
/// 404 otherwise.
pub fn find(snapshot: &mut Snapshot<'_>, locale: &Locale, slug: &str) -> Result<Catalogue, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    catalogues::find_by_slug(snapshot.conn(), slug)?.ok_or_else(|| TranslationError::CatalogueUnknown.into())
}

/// Every text of a catalogue with what is approved in a locale, or else waits there.
///
/// # Errors
/// When the database refuses.
pub fn document_of(snapshot: &mut Snapshot<'_>, locale: &Locale, catalogue: &Catalogue) -> Result<Document, AppError> {
    let present = units::list_all(snapshot.conn(), catalogue.id)?;
    let present: Vec<Unit> = present.into_iter().filter(|unit| unit.obsolete_at.is_none()).collect();
    let mut texts = work::present(snapshot, &present, locale)?;
    let carried = |unit: Unit| {
        let texts = texts.remove(&unit.id).unwrap_or_default();
        carried(&catalogue.slug, unit, texts)
    };
    Ok(Document {
        catalogue: catalogue.slug.clone(),
        source_locale: catalogue.source_locale.clone(),
        target_locale: locale.clone(),
        units: present.into_iter().map(carried).collect(),
    })
}

fn carried(catalogue: &str, unit: Unit, texts: Vec<Translation>) -> Carried {
    let state = match Standing::of(&unit, &texts) {
        Standing::Approved => UnitState::Approved,
        Standing::Stale => UnitState::Stale,
        Standing::Suggested | Standing::ChangesRequested => UnitState::Suggested,
        Standing::Missing => UnitState::Missing,
    };
    let (waiting, approved): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.state.is_open());
    let target = approved.into_iter().chain(waiting).next().map(|text| text.body);
    Carried {
        id: format!("{catalogue}#{}", unit.key),
        kind: match unit.kind {
            UnitKind::Message => CarriedKind::Message,
            UnitKind::Markdown => CarriedKind::Markdown,
            UnitKind::Cell => CarriedKind::Cell,
            UnitKind::Plain => CarriedKind::Plain,
            UnitKind::Caption => CarriedKind::Caption,
        },
        key: unit.key,
        source: unit.source,
        source_hash: unit.source_hash,
        target,
        state,
        notes: Some(unit.note).filter(|note| !note.is_empty()).into_iter().collect(),
        max_length: unit.max_length.and_then(|length| usize::try_from(length).ok()),
    }
}

/// A catalogue as a file. Takes up to a second.
///
/// # Errors
/// 409 for a course in Fluent, which is for messages.
pub fn write(format: ExchangeFormat, document: &Document) -> Result<String, AppError> {
    Ok(match format {
        ExchangeFormat::Ftl => fluent(document)?,
        ExchangeFormat::Xliff => xliff::write(document),
        ExchangeFormat::Po => po::write(document),
        ExchangeFormat::Csv => csv::write(document),
        ExchangeFormat::Tmx => tmx::write(document),
    })
}

fn fluent(document: &Document) -> Result<String, AppError> {
    let name = document.catalogue.strip_prefix(PREFIX).ok_or(TranslationError::FormatUnfit)?;
    let units = document.units.iter();
    let units = units.map(|unit| (unit.notes.first().map_or("", String::as_str), unit.source.as_str()));
    let source = interface::skeleton(interface::shipped(&Locale::EN).get(name), units);
    // A suggestion that waits may be anything.
    let is_entry = |unit: &Carried, text: &str| matches!(&ftl::entries(text)[..], [entry] if entry.id == unit.key && entry.text.len() == text.len());
    let written = document.units.iter().filter_map(|unit| {
        let text = unit.target.as_ref().filter(|text| is_entry(unit, text))?;
        Some((unit.key.clone(), text.clone()))
    });
    let texts: BTreeMap<String, String> = written.collect();
    ftl::merge(&source, &texts).map_err(AppError::broken)
}

/// Whether a catalogue can be written in a format, and read from it.
///
/// # Errors
/// 409 for a course in Fluent.
pub fn check_format(format: ExchangeFormat, catalogue: &Catalogue) -> Result<(), AppError> {
    let is_fit = format != ExchangeFormat::Ftl || catalogue.kind == CatalogueKind::Interface;
    if is_fit { Ok(()) } else { Err(TranslationError::FormatUnfit.into()) }
}

/// Reads a file, and says what of it is new. Takes up to a second.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(format: ExchangeFormat, bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    match format {
        ExchangeFormat::Ftl => ftl::read(bytes, expected),
        ExchangeFormat::Xliff => xliff::read(bytes, expected),
        ExchangeFormat::Po => po::read(bytes, expected),
        ExchangeFormat::Csv => csv::read(bytes, expected),
        ExchangeFormat::Tmx => memory(bytes, expected),
    }
}

/// A memory says what texts were once translated as: it fills what is missing, and nothing else.
fn memory(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let tmx::Memory { pairs, faults } = tmx::read(bytes, &expected.source_locale, &expected.target_locale)?;
    let by_source: HashMap<String, String> = pairs.into_iter().map(|pair| (pair.source, pair.target)).collect();
    let missing = expected.units.iter().filter(|unit| unit.state == UnitState::Missing);
    let found = missing.filter_map(|unit| {
        let target = by_source.get(&unit.source)?.clone();
        Some(Carried { target: Some(target), state: UnitState::Suggested, ..unit.clone() })
    });
    Ok(Received { units: found.collect(), unchanged: 0, faults })
}
