//! What is approved in a language, as the files that a repository keeps.

use std::collections::BTreeMap;

use super::interface::{self, PREFIX};
use super::{contributors, courses};
use crate::courses as published;
use crate::courses::model::Language;
use crate::courses::segments::{Manuscript, SegmentKey, Texts, Wording};
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::ftl::{self, Corrupt};
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, Unit};
use crate::translations::store::{catalogues, locales, translations, units};

/// What goes out of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// By path.
    pub files: BTreeMap<String, Vec<u8>>,
    pub left_out: Vec<LeftOut>,
}

/// What is in no file, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Of a course, so many texts are not approved yet: it is written when it is complete.
    Incomplete { catalogue: String, missing: usize },
    /// Approved texts that cannot be put in their place: they would not be read again as what they are.
    Unfit { catalogue: String, keys: Vec<String> },
}

/// `locales/<tag>/*.ftl`, `courses/<slug>/…` of each course that is complete in the language, and `TRANSLATORS.<tag>.md` with those
/// who translated and want to be named. What cannot be written is told, and stops nothing else.
///
/// # Errors
/// 404 when there is no such locale; when the database refuses.
pub fn files(snapshot: &mut Snapshot<'_>, tag: &Locale) -> Result<Export, AppError> {
    locales::find(snapshot.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    let mut export = Export::default();
    let sources = interface::shipped(&Locale::EN);
    for catalogue in catalogues::list(snapshot.conn())? {
        let Some(name) = catalogue.slug.strip_prefix(PREFIX) else { continue };
        let present = present(snapshot, &catalogue)?;
        let texts = approved(snapshot, (&catalogue, &present), tag)?;
        let units = present.iter().map(|unit| (unit.key.as_str(), unit.note.as_str(), unit.source.as_str()));
        let (text, unfit) = merge(&interface::skeleton(sources.get(name), units), texts)?;
        if let Some(text) = text {
            export.files.insert(format!("locales/{tag}/{name}.ftl"), text.into_bytes());
        }
        export.leave_out_unfit(&catalogue, unfit);
    }
    for version in published::current_versions(snapshot)? {
        add_course(snapshot, version, tag, &mut export)?;
    }
    let credits = contributors::credits(snapshot, tag, None)?;
    if !credits.is_empty() {
        let names: Vec<String> = credits.into_iter().map(|credit| format!("* {}\n", credit.name)).collect();
        export.files.insert(format!("TRANSLATORS.{tag}.md"), names.concat().into_bytes());
    }
    Ok(export)
}

impl Export {
    fn leave_out_unfit(&mut self, catalogue: &Catalogue, keys: Vec<String>) {
        if !keys.is_empty() {
            self.left_out.push(LeftOut::Unfit { catalogue: catalogue.slug.clone(), keys });
        }
    }
}

/// A file of what can be written, and the keys of the rest.
fn merge(source: &str, mut texts: BTreeMap<String, String>) -> Result<(Option<String>, Vec<String>), AppError> {
    let mut unfit = Vec::new();
    while !texts.is_empty() {
        match ftl::merge(source, &texts) {
            Ok(text) => return Ok((Some(text), unfit)),
            Err(Corrupt(key)) if texts.remove(&key).is_some() => unfit.push(key),
            Err(corrupt) => return Err(AppError::broken(corrupt)),
        }
    }
    Ok((None, unfit))
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
fn add_course(
    snapshot: &mut Snapshot<'_>,
    version: published::VersionId,
    tag: &Locale,
    export: &mut Export,
) -> Result<(), AppError> {
    let Some((id, ids)) = courses::layout(snapshot, version)? else { return Ok(()) };
    let found = catalogues::find(snapshot.conn(), id)?.filter(|it| it.kind == CatalogueKind::Course);
    let Some(catalogue) = found.filter(|it| it.source_locale != *tag) else { return Ok(()) };
    let Some(package) = published::version_package(snapshot, version)? else { return Ok(()) };
    let present = present(snapshot, &catalogue)?;
    let texts = approved(snapshot, (&catalogue, &present), tag)?;
    let texts: Texts =
        texts.into_iter().filter_map(|(key, body)| Some((key.parse::<SegmentKey>().ok()?, body))).collect();
    let language = Language::parse(tag.as_str()).map_err(AppError::broken)?;
    let manuscript = Manuscript::read(package).map_err(|found| AppError::broken(format!("{:?}", found.first())))?;
    let bound = manuscript.assemble(&ids, &language, &[Wording { language: &language, texts: &texts }]);
    export.leave_out_unfit(&catalogue, bound.refused.iter().map(ToString::to_string).collect());
    let missing = bound.fallen_back.keys().filter(|key| !bound.refused.contains(key)).count();
    if missing > 0 && !texts.is_empty() {
        export.left_out.push(LeftOut::Incomplete { catalogue: catalogue.slug.clone(), missing });
    }
    if bound.fallen_back.is_empty() && bound.refused.is_empty() {
        let (own, slug) = (format!("{language}/"), courses::slug_of(&catalogue));
        let files = bound.package.into_iter().filter(|(path, _)| path.starts_with(&own) || path == "course.toml");
        export.files.extend(files.map(|(path, bytes)| (format!("courses/{slug}/{path}"), bytes)));
    }
    Ok(())
}
