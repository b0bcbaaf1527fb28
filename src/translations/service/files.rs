//! What is approved in a language, as the files that a repository keeps.

use std::collections::BTreeMap;

use super::interface::{self, PREFIX};
use super::{contributors, courses};
use crate::courses as published;
use crate::courses::model::Language;
use crate::courses::segments::{Manuscript, SegmentKey, Texts, Wording};
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::ftl;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, Unit};
use crate::translations::store::{catalogues, locales, translations, units};

/// Files by their paths: `locales/<tag>/*.ftl`, `courses/<slug>/…` of each course that is complete in the language, and
/// `TRANSLATORS.<tag>.md` with those who translated and want to be named.
///
/// # Errors
/// 404 when there is no such locale; when the database refuses.
pub fn files(snapshot: &mut Snapshot<'_>, tag: &Locale) -> Result<BTreeMap<String, Vec<u8>>, AppError> {
    locales::find(snapshot.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    let mut files = BTreeMap::new();
    let sources = interface::shipped(&Locale::EN);
    for catalogue in catalogues::list(snapshot.conn())? {
        let Some(name) = catalogue.slug.strip_prefix(PREFIX) else { continue };
        let present = present(snapshot, &catalogue)?;
        let texts = approved(snapshot, (&catalogue, &present), tag)?;
        if texts.is_empty() {
            continue;
        }
        let units = present.iter().map(|unit| (unit.key.as_str(), unit.note.as_str(), unit.source.as_str()));
        let source = interface::skeleton(sources.get(name), units);
        let text = ftl::merge(&source, &texts).map_err(AppError::broken)?;
        files.insert(format!("locales/{tag}/{name}.ftl"), text.into_bytes());
    }
    for version in published::current_versions(snapshot)? {
        files.extend(course(snapshot, version, tag)?);
    }
    let credits = contributors::credits(snapshot, tag, None)?;
    if !credits.is_empty() {
        let names: Vec<String> = credits.into_iter().map(|credit| format!("* {}\n", credit.name)).collect();
        files.insert(format!("TRANSLATORS.{tag}.md"), names.concat().into_bytes());
    }
    Ok(files)
}

/// What the source has. What it has no more stays where it is approved, and comes back with it.
fn present(snapshot: &mut Snapshot<'_>, catalogue: &Catalogue) -> Result<Vec<Unit>, AppError> {
    let mut units = units::list_all(snapshot.conn(), catalogue.id)?;
    units.retain(|unit| unit.obsolete_at.is_none());
    Ok(units)
}

fn approved(
    snapshot: &mut Snapshot<'_>,
    (catalogue, present): (&Catalogue, &[Unit]),
    tag: &Locale,
) -> Result<BTreeMap<String, String>, AppError> {
    let keys: BTreeMap<_, _> = present.iter().map(|unit| (unit.id, &unit.key)).collect();
    let texts = translations::list_approved(snapshot.conn(), catalogue.id, tag)?;
    Ok(texts.into_iter().filter_map(|(unit, _, body)| Some(((*keys.get(&unit)?).clone(), body))).collect())
}

/// The files of a course in a language; none while a text is missing.
fn course(
    snapshot: &mut Snapshot<'_>,
    version: published::VersionId,
    tag: &Locale,
) -> Result<BTreeMap<String, Vec<u8>>, AppError> {
    let Some((id, ids)) = courses::layout(snapshot, version)? else { return Ok(BTreeMap::new()) };
    let found = catalogues::find(snapshot.conn(), id)?.filter(|it| it.kind == CatalogueKind::Course);
    let Some(catalogue) = found.filter(|it| it.source_locale != *tag) else { return Ok(BTreeMap::new()) };
    let Some(package) = published::version_package(snapshot, version)? else { return Ok(BTreeMap::new()) };
    let present = present(snapshot, &catalogue)?;
    let texts = approved(snapshot, (&catalogue, &present), tag)?;
    let texts: Texts =
        texts.into_iter().filter_map(|(key, body)| Some((key.parse::<SegmentKey>().ok()?, body))).collect();
    let language = Language::parse(tag.as_str()).map_err(AppError::broken)?;
    let manuscript = Manuscript::read(package).map_err(|found| AppError::broken(format!("{:?}", found.first())))?;
    let bound = manuscript.assemble(&ids, &language, &[Wording { language: &language, texts: &texts }]);
    if !bound.fallen_back.is_empty() || !bound.refused.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (own, slug) = (format!("{language}/"), courses::slug_of(&catalogue));
    let files = bound.package.into_iter().filter(|(path, _)| path.starts_with(&own) || path == "course.toml");
    Ok(files.map(|(path, bytes)| (format!("courses/{slug}/{path}"), bytes)).collect())
}
