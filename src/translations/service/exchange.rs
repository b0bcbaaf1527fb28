//! Carrying a catalogue out to other people's tools, and reading what comes back.

use std::collections::{HashMap, HashSet};

use super::interface::{self, PREFIX};
use super::{rights, work};
use crate::accounts::Actor;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::exchange::{
    Document, Fault, FaultCode, Received, Unit as Carried, UnitKind as CarriedKind, UnitState,
};
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
    let (mut waiting, approved): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.state.is_open());
    // What a check blocks is shown beside its fault, and nowhere else: in a file it would pass for a translation.
    waiting.retain(|text| !text.fails);
    let target = approved.into_iter().chain(waiting).next().map(|text| text.body);
    let bare = |text: String| if unit.kind == UnitKind::Message { ftl::bare_entry(&text).to_owned() } else { text };
    let target = target.map(bare);
    let state = if target.is_some() { state } else { UnitState::Missing };
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
/// 409 for a course in Fluent, which is for messages; and where a file without originals would be empty.
pub fn write(format: ExchangeFormat, document: &Document) -> Result<String, AppError> {
    Ok(match format {
        ExchangeFormat::Ftl => fluent(document)?,
        ExchangeFormat::Xliff => xliff::write(document),
        ExchangeFormat::Po => po::write(document),
        ExchangeFormat::Csv => csv::write(document),
        // Nor does it show the originals: without translations it would be an empty file, that says nothing when it comes back.
        ExchangeFormat::Tmx if !tmx::has_any(document) => return Err(TranslationError::NothingTranslated.into()),
        ExchangeFormat::Tmx => tmx::write(document),
    })
}

fn fluent(document: &Document) -> Result<String, AppError> {
    let name = document.catalogue.strip_prefix(PREFIX).ok_or(TranslationError::FormatUnfit)?;
    let units = document.units.iter();
    let units =
        units.map(|unit| (unit.key.as_str(), unit.notes.first().map_or("", String::as_str), unit.source.as_str()));
    let source = interface::skeleton(interface::shipped(&Locale::EN).get(name), units);
    // A suggestion that waits may be anything.
    let written = document.units.iter().filter_map(|unit| Some((unit.key.as_str(), unit.target.as_deref()?)));
    let texts = ftl::sound_entries(written.collect());
    if texts.is_empty() {
        return Err(TranslationError::NothingTranslated.into());
    }
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
/// What is wrong with the file as a whole: also where it is damaged somewhere, or has nothing of the catalogue.
pub fn read(format: ExchangeFormat, bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let mut received = match format {
        ExchangeFormat::Ftl => ftl::read(bytes, expected),
        ExchangeFormat::Xliff => xliff::read(bytes, expected),
        ExchangeFormat::Po => po::read(bytes, expected),
        ExchangeFormat::Csv => csv::read(bytes, expected),
        ExchangeFormat::Tmx => memory(bytes, expected),
    }?;
    if received.faults.iter().any(|fault| fault.code.is_damage()) {
        return Err(received.faults);
    }
    if received.absent == expected.units.len() && received.absent > 0 {
        received.faults.insert(0, Fault::new(FaultCode::NoUnits).with("expected", expected.catalogue.as_str()));
        return Err(received.faults);
    }
    Ok(received)
}

/// A memory says what texts were once translated as: it fills what is missing, and nothing else.
///
/// What it says of a unit by its id is of that unit alone: the same words may mean something else beside it. Where it names no unit
/// of the catalogue, as the memories of others do, it is of every unit with this source, unless it says two things of it or the
/// source is a letter or a sign, which means whatever its table says.
fn memory(bytes: &[u8], expected: &Document) -> Result<Received, Vec<Fault>> {
    let tmx::Memory { pairs, faults } = tmx::read(bytes, &expected.source_locale, &expected.target_locale)?;
    let ids: HashSet<&str> = expected.units.iter().map(|unit| unit.id.as_str()).collect();
    let (mut named, mut others) = (HashMap::new(), HashMap::new());
    for tmx::Pair { line, unit, source, target } in pairs {
        match unit.filter(|id| ids.contains(id.as_str())) {
            Some(id) => drop(named.entry((id, source)).or_insert(target)),
            None if source.chars().filter(|c| c.is_alphabetic()).count() < 2 => {}
            None => {
                let (known, other) = others.entry(source).or_insert_with(|| (target.clone(), None));
                if *known != target {
                    other.get_or_insert(line);
                }
            }
        }
    }
    let mut received = Received { faults, ..Received::default() };
    for unit in &expected.units {
        let own = named.get(&(unit.id.clone(), unit.source.clone())).map(|target| (target, None));
        match own.or_else(|| others.get(&unit.source).map(|(target, other)| (target, *other))) {
            None => received.absent += 1,
            Some(_) if unit.state != UnitState::Missing => received.unchanged += 1,
            Some((_, Some(line))) => {
                received.refuse(Fault::new(FaultCode::Ambiguous).at_line(line).at_unit(&unit.id));
            }
            Some((target, None)) => {
                let (target, state) = (Some(target.clone()), UnitState::Suggested);
                received.units.push(Carried { target, state, ..unit.clone() });
            }
        }
    }
    Ok(received)
}
