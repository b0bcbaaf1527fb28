//! Courses as units: a published version is taken apart, its texts become units, and what its package has in other languages
//! becomes their translations.
//!
//! A version's *layout* says which unit each block of its lessons is, so that a moved or edited block keeps its translations.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sources::{self, Source};
use crate::courses::model::{ActivityId, ContentHash, Language};
use crate::courses::segments::{self, BlockId, BlockIds, KnownBlock, Manuscript, Segment, SegmentKey, SegmentKind};
use crate::courses::source::Package;
use crate::courses::{self, Publication, VersionId, Withheld};
use crate::db::{Db, Json, Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::i18n::checks::normalise;
use crate::jobs::{self, Job};
use crate::translations::model::{Catalogue, CatalogueId, CatalogueKind, NewUnit, UnitKind};
use crate::translations::store::{catalogues, contributions, layouts, publications, units};

/// Before the slug of a course, that of its catalogue.
pub const PREFIX: &str = "course/";
/// The slug of the course that a catalogue is of.
#[must_use]
pub fn slug_of(catalogue: &Catalogue) -> &str {
    catalogue.slug.strip_prefix(PREFIX).unwrap_or(&catalogue.slug)
}

/// The kind of the job that takes note of a version.
pub const NOTE: &str = "note-course";

/// The blocks of each lesson in reading order, each with its kind.
type Layout = BTreeMap<ActivityId, Vec<(String, String)>>;

/// Has a version that was just published taken note of, once its transaction has committed. What its package has in a language in
/// which people took the course over is not offered: it goes through their hands, and the language is published by
/// `course_publications::carry_over`.
///
/// # Errors
/// When the database refuses.
pub fn on_publication(tx: &mut Tx<'_>, publication: &Publication) -> Result<(), AppError> {
    hold_back(tx, publication)?;
    jobs::enqueue(tx, &Job::new(NOTE, &publication.version)?).map(drop)
}

fn hold_back(tx: &mut Tx<'_>, publication: &Publication) -> Result<(), AppError> {
    let Some(slug) = courses::slug_of(tx, publication.version)? else { return Ok(()) };
    let subject = format!("{PREFIX}{slug}");
    let Some(catalogue) = catalogues::find_by_slug(tx.conn(), &subject)? else { return Ok(()) };
    let mut held = Vec::new();
    for (language, edition) in &publication.editions {
        let locale: Locale = language.parse().map_err(AppError::broken)?;
        let is_taken_over = publications::has_any_of(tx.conn(), &locale, &subject)?
            || contributions::has_any(tx.conn(), &locale, catalogue.id)?;
        if is_taken_over && locale != catalogue.source_locale {
            held.push(*edition);
        }
    }
    courses::withhold(tx, &[], &held, Withheld::TakenOver)
}

/// Has the current versions taken note of that no publication told of: those of an earlier release of the software.
///
/// # Errors
/// When the database refuses.
pub fn note_earlier(tx: &mut Tx<'_>) -> Result<(), AppError> {
    for version in courses::current_versions(tx)? {
        if layouts::find(tx.conn(), version)?.is_none() {
            jobs::enqueue(tx, &Job::new(NOTE, &version)?.once(format!("{NOTE}/{version}")))?;
        }
    }
    Ok(())
}

/// A course that was taken apart.
struct Noted {
    source: Source,
    layout: Layout,
    /// What the package has in other languages, by unit key.
    translated: Vec<(Locale, HashMap<String, String>)>,
}

/// Takes note of a version: its units, the layout of its lessons, and the translations of its package. The same version twice
/// changes nothing. Nothing happens for a version that was published without its files.
///
/// # Errors
/// When the database refuses, or the version's package is damaged.
pub async fn note(db: &Db, version: VersionId) -> Result<Option<String>, AppError> {
    let Some((package, slug, known)) = db.read(move |snapshot| read(snapshot, version)).await? else {
        return Ok(None);
    };
    let wanted = slug.clone();
    let apart = tokio::task::spawn_blocking(move || take_apart(&wanted, package, &known)).await;
    let Noted { source, layout, translated } = apart.map_err(AppError::broken)??;
    let (catalogue, noted) = sources::note(db, source, BTreeSet::new(), None).await?;
    let (id, layout) = (catalogue.id, Json::of(&layout)?);
    db.write_later(move |tx| Ok(layouts::add(tx.conn(), version, id, &layout)?)).await?;
    for (locale, texts) in translated {
        let texts = fresh(db, version, &locale, texts).await?;
        sources::adopt(db, catalogue.id, &locale, texts).await?;
    }
    if noted != sources::Noted::default() {
        let slug = catalogue.slug.clone();
        db.write_later(move |tx| Ok(announce(tx, sources::SOURCE_CHANGED, &slug)?)).await?;
    }
    Ok(Some(catalogue.slug))
}

/// What a package has in a language, without what it left as it was though it changed the source: nobody has said that it is right.
async fn fresh(
    db: &Db,
    version: VersionId,
    locale: &Locale,
    texts: HashMap<String, String>,
) -> Result<HashMap<String, String>, AppError> {
    let language = Language::parse(locale.as_str()).map_err(AppError::broken)?;
    let of = language.clone();
    let outdated = db.read(move |snapshot| courses::outdated_places(snapshot, version, &[of])).await?;
    let Some(outdated) = outdated.get(&language).filter(|places| !places.is_empty()) else { return Ok(texts) };
    let is_fresh = |key: &str, text: &str| {
        key.parse::<SegmentKey>().map_or(true, |key| !outdated.contains(&segments::place(&key, text)))
    };
    Ok(texts.into_iter().filter(|(key, text)| is_fresh(key, text)).collect())
}

type Known = BTreeMap<ActivityId, Vec<KnownBlock>>;

fn read(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Option<(Package, String, Known)>, AppError> {
    let Some(package) = courses::version_package(snapshot, version)? else { return Ok(None) };
    let Some(slug) = courses::slug_of(snapshot, version)? else { return Ok(None) };
    let slug = format!("{PREFIX}{slug}");
    let latest = layouts::find_latest(snapshot.conn(), &slug)?;
    let known = match latest {
        None => Known::new(),
        Some((catalogue, layout)) => known_blocks(snapshot, catalogue, &layout.read()?)?,
    };
    Ok(Some((package, slug, known)))
}

fn known_blocks(snapshot: &mut Snapshot<'_>, catalogue: CatalogueId, layout: &Layout) -> Result<Known, AppError> {
    let sources: HashMap<String, String> =
        units::list_all(snapshot.conn(), catalogue)?.into_iter().map(|unit| (unit.key, unit.source)).collect();
    let mut known = Known::new();
    for (lesson, blocks) in layout {
        for (id, kind) in blocks {
            let (id, kind) = (block_id(id)?, kind.parse::<SegmentKind>().map_err(AppError::broken)?);
            let key = SegmentKey::Block(lesson.clone(), id.clone()).to_string();
            let Some(text) = sources.get(&key).cloned() else { continue };
            known.entry(lesson.clone()).or_default().push(KnownBlock { id, kind, text });
        }
    }
    Ok(known)
}

fn block_id(text: &str) -> Result<BlockId, AppError> {
    BlockId::parse(text).map_err(AppError::broken)
}

fn take_apart(slug: &str, package: Package, known: &Known) -> Result<Noted, AppError> {
    let manuscript = Manuscript::read(package).map_err(|found| AppError::broken(format!("{:?}", found.first())))?;
    let ids = manuscript.identify(known);
    let language = manuscript.source_language();
    let segments = manuscript.segments(language, &ids).unwrap_or_default();
    let locale: Locale = language.as_str().parse().map_err(AppError::broken)?;
    let layout = layout_of(&segments);
    let mut translated = Vec::new();
    for other in manuscript.compiled().editions.keys().filter(|it| *it != language) {
        let texts = manuscript.segments(other, &ids).unwrap_or_default();
        let texts = texts.into_iter().map(|segment| (segment.key.to_string(), normalise(&segment.text)));
        translated.push((other.as_str().parse().map_err(AppError::broken)?, texts.collect()));
    }
    let units = segments.into_iter().map(unit).collect();
    let source = Source { kind: CatalogueKind::Course, slug: slug.to_owned(), locale, core: false, units };
    Ok(Noted { source, layout, translated })
}

fn layout_of(segments: &[Segment]) -> Layout {
    let mut layout = Layout::new();
    for segment in segments {
        if let SegmentKey::Block(lesson, id) = &segment.key {
            layout.entry(lesson.clone()).or_default().push((id.to_string(), segment.kind.as_str().to_owned()));
        }
    }
    layout
}

fn unit(segment: Segment) -> NewUnit {
    let hash = ContentHash::of_parts([segment.text.as_bytes()]).to_string();
    NewUnit {
        key: segment.key.to_string(),
        section: segment.section.map(|section| section.to_string()).unwrap_or_default(),
        kind: UnitKind::of(segment.kind.text_kind()),
        note: segment.context.unwrap_or_default(),
        max_length: segment.max_length.and_then(|length| i32::try_from(length).ok()),
        assessed: segment.key.is_assessed(),
        picture: segment.picture.unwrap_or_default(),
        source: segment.text,
        hash,
    }
}

/// Which unit each block of a version's lessons is; `None` while it was not taken note of.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn layout(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Option<(CatalogueId, BlockIds)>, AppError> {
    let Some((catalogue, layout)) = layouts::find(snapshot.conn(), version)? else { return Ok(None) };
    let layout: Layout = layout.read()?;
    let mut ids: BTreeMap<ActivityId, Vec<BlockId>> = BTreeMap::new();
    for (lesson, blocks) in layout {
        let blocks = blocks.iter().map(|(id, _)| block_id(id)).collect::<Result<_, _>>()?;
        ids.insert(lesson, blocks);
    }
    Ok(Some((catalogue, BlockIds::from(ids))))
}
