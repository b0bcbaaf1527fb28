//! Publishing: from a compiled course to an immutable version with its editions.

use std::collections::BTreeMap;

use serde_json::json;

use super::freshness::{self, LeftBehind, Looked};
use super::model::{Compiled, ContentHash, Edition, EditionText, Language, Slug};
use super::segments::{self, SegmentKey};
use super::store::{self, CourseId, EditionId, NewDraft, Origin, VersionId, Withheld};
use super::upload::CheckedPackage;
use crate::audit;
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::ids::PersonId;

/// Who else is to know of a version that was published, in the same transaction.
pub type OnPublication = fn(&mut Tx<'_>, &Publication) -> Result<(), AppError>;

/// What a publication made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub course: CourseId,
    pub version: VersionId,
    pub number: i32,
    /// Whether the version is new; if not, only languages were.
    pub new_version: bool,
    /// The languages that got a new edition, each with it.
    pub editions: BTreeMap<String, EditionId>,
    /// What was left as it was though its source changed, by language.
    pub left_behind: BTreeMap<Language, Vec<LeftBehind>>,
}

impl Publication {
    /// The languages that got a new edition.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        self.editions.keys().map(String::as_str).collect()
    }
}

/// Publishes a course: a new version when anything but a translation differs from the current one, and a new edition of each
/// language whose words are new. Publishing what is current changes nothing; going back to what was before is a new version.
///
/// A language whose texts were left as they were though their source changed says so in its lessons, and is not offered when trainees
/// would be judged by such a text.
///
/// # Errors
/// When the database refuses.
pub fn publish(tx: &mut Tx<'_>, compiled: &Compiled, by: Option<PersonId>) -> Result<Publication, AppError> {
    let (now, fresh) = (tx.now(), tx.new_id());
    let course = store::find_or_add_course(tx.conn(), fresh, &compiled.structure.slug, now)?;
    let Looked { editions, left_behind } = freshness::look(tx, course, compiled)?;
    let same = same_version(tx, course, compiled)?;
    let new_version = same.is_none();
    let (version, number) = if let Some((version, number, ..)) = same {
        (version, number)
    } else {
        let id = tx.new_id();
        (id, store::add_version(tx.conn(), id, course, compiled, (by, now))?)
    };
    let editions = add_new_editions(tx, version, (&editions, &compiled.blobs))?;
    if new_version || !editions.is_empty() {
        announce(tx, "course", compiled.structure.slug.as_str())?;
    }
    Ok(Publication { course, version, number, new_version, editions, left_behind })
}

/// Publishes a course as [`publish`] does, and keeps its package: translations start from it.
///
/// # Errors
/// When the database refuses.
pub fn publish_package(
    tx: &mut Tx<'_>,
    package: &CheckedPackage,
    origin: Origin,
    by: Option<PersonId>,
) -> Result<Publication, AppError> {
    let publication = publish(tx, &package.compiled, by)?;
    let draft = NewDraft {
        id: tx.new_id(),
        course: publication.course,
        hash: &package.hash,
        package: &package.zip,
        origin,
        by,
        at: tx.now(),
    };
    let is_new = store::add_draft(tx.conn(), &draft)?;
    let kept = if is_new { draft.id } else { store::set_uploaded(tx.conn(), &draft)? };
    store::set_published(tx.conn(), kept, publication.version)?;
    Ok(publication)
}

/// Publishes one language of a version that is published: a new edition, in a new generation. Other languages stay what they
/// are. `None` when its newest edition says the same; one that was withheld is offered by it.
///
/// # Errors
/// When there is no such version, when the language is its source language (other words are another version), or when the
/// database refuses.
pub fn publish_edition(
    tx: &mut Tx<'_>,
    version: VersionId,
    edition: &Edition,
    blobs: &BTreeMap<ContentHash, Vec<u8>>,
    by: Option<PersonId>,
) -> Result<Option<(EditionId, i32)>, AppError> {
    let language = &edition.text.language;
    let known = store::find_version(tx.conn(), version)?;
    let known = known.ok_or_else(|| AppError::broken(format!("there is no version {version}")))?;
    if known.structure.source_language == *language {
        return Err(AppError::broken(format!("{language} is the source language of version {version}")));
    }
    let slug = known.structure.slug.as_str();
    let Some(generation) = next_generation(tx, version, edition)? else { return offer(tx, version, (slug, language)) };
    let id = add_edition(tx, version, (edition, generation), blobs)?;
    announce(tx, "course", slug)?;
    let about = json!({ "version": known.number, "editions": [language.as_str()] });
    audit::note(tx, by, "course-published", slug, &about)?;
    Ok(Some((id, generation)))
}

/// Offers the newest edition of a language, if it was withheld.
fn offer(
    tx: &mut Tx<'_>,
    version: VersionId,
    (slug, language): (&str, &Language),
) -> Result<Option<(EditionId, i32)>, AppError> {
    let withheld = store::list_withheld(tx.conn(), version)?;
    let newest = store::newest_edition(tx.conn(), version, language)?.filter(|(id, ..)| withheld.contains(id));
    let Some((id, generation, _)) = newest else { return Ok(None) };
    store::set_offered(tx.conn(), &[id], None)?;
    tell(tx, &[slug])?;
    Ok(Some((id, generation)))
}

/// Offers some courses in a language as long as it is served, in whichever version: not what is withheld for another reason.
///
/// # Errors
/// When the database refuses.
pub fn serve_language(tx: &mut Tx<'_>, (slugs, tag): (&[&str], &str), is_served: bool) -> Result<(), AppError> {
    let editions = store::editions_of_courses(tx.conn(), slugs, tag)?;
    if !is_served {
        return withhold(tx, slugs, &editions, Withheld::Locale);
    }
    store::set_offered(tx.conn(), &editions, Some(Withheld::Locale))?;
    tell(tx, slugs)
}

/// Offers some editions of languages no more. Those who began a quiz in one go on.
///
/// # Errors
/// When the database refuses.
pub fn withhold(tx: &mut Tx<'_>, slugs: &[&str], editions: &[EditionId], reason: Withheld) -> Result<(), AppError> {
    let now = tx.now();
    store::set_withheld(tx.conn(), editions, (reason, now))?;
    tell(tx, slugs)
}

fn tell(tx: &mut Tx<'_>, slugs: &[&str]) -> Result<(), AppError> {
    slugs.iter().try_for_each(|slug| Ok(announce(tx, "course", slug)?))
}

/// Offers a version no more in a language, until the language is published anew.
///
/// # Errors
/// When the database refuses.
pub fn withhold_language(
    tx: &mut Tx<'_>,
    version: VersionId,
    (slug, language): (&str, &Language),
) -> Result<(), AppError> {
    let editions = store::editions_in(tx.conn(), version, language)?;
    withhold(tx, &[slug], &editions, Withheld::Texts)
}

/// Versions that are looked through for a text that was found wrong.
const MOST_SEARCHED: i64 = 20;

/// Offers those of the latest versions no more in a language in which trainees would be judged by a text; `true` when there are any.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn withhold_where(
    tx: &mut Tx<'_>,
    (slug, language): (&Slug, &Language),
    (key, text): (&SegmentKey, &str),
) -> Result<bool, AppError> {
    let Some(course) = store::find_course(tx.conn(), slug)? else { return Ok(false) };
    let mut found = false;
    for (version, ..) in store::list_versions_before(tx.conn(), course, i32::MAX, MOST_SEARCHED)? {
        for id in store::editions_to_read(tx.conn(), version, language)? {
            let Some(edition) = store::find_edition(tx.conn(), id)? else { continue };
            if segments::text_of(&freshness::read(edition)?, key).is_some_and(|said| said.trim() == text.trim()) {
                withhold_language(tx, version, (slug.as_str(), language))?;
                found = true;
                break;
            }
        }
    }
    Ok(found)
}

/// The current version, when it and the course differ in translations at most.
fn same_version(tx: &mut Tx<'_>, course: CourseId, compiled: &Compiled) -> Result<Option<(VersionId, i32)>, AppError> {
    let current = store::current_version(tx.conn(), course)?;
    let same = current.filter(|(_, _, hash, _)| *hash == compiled.hash.to_string());
    Ok(same.map(|(version, number, ..)| (version, number)))
}

/// Whether publishing a course would change nothing.
pub(super) fn is_current(tx: &mut Tx<'_>, course: CourseId, compiled: &Compiled) -> Result<bool, AppError> {
    let Some((version, _)) = same_version(tx, course, compiled)? else { return Ok(false) };
    let looked = freshness::look(tx, course, compiled)?;
    Ok(new_generations(tx, version, &looked.editions)?.is_empty())
}

/// The editions whose words are new, each with the generation that it would be.
fn new_generations<'a>(
    tx: &mut Tx<'_>,
    version: VersionId,
    editions: &'a BTreeMap<Language, Edition>,
) -> Result<Vec<(&'a Edition, i32)>, AppError> {
    let mut new = Vec::new();
    for edition in editions.values() {
        new.extend(next_generation(tx, version, edition)?.map(|generation| (edition, generation)));
    }
    Ok(new)
}

fn add_new_editions(
    tx: &mut Tx<'_>,
    version: VersionId,
    (editions, blobs): (&BTreeMap<Language, Edition>, &BTreeMap<ContentHash, Vec<u8>>),
) -> Result<BTreeMap<String, EditionId>, AppError> {
    let (mut added, mut unfit) = (BTreeMap::new(), Vec::new());
    for (edition, generation) in new_generations(tx, version, editions)? {
        let id = add_edition(tx, version, (edition, generation), blobs)?;
        added.insert(edition.text.language.to_string(), id);
        if freshness::is_unfit(edition) {
            unfit.push(id);
        }
    }
    withhold(tx, &[], &unfit, Withheld::Texts)?;
    Ok(added)
}

/// The generation that an edition would be; `None` when the newest of its language says the same.
fn next_generation(tx: &mut Tx<'_>, version: VersionId, edition: &Edition) -> Result<Option<i32>, AppError> {
    let newest = store::newest_edition(tx.conn(), version, &edition.text.language)?;
    Ok(match newest {
        Some((.., hash)) if hash == edition.hash.to_string() => None,
        Some((_, generation, _)) => Some(generation + 1),
        None => Some(1),
    })
}

fn add_edition(
    tx: &mut Tx<'_>,
    version: VersionId,
    (edition, generation): (&Edition, i32),
    blobs: &BTreeMap<ContentHash, Vec<u8>>,
) -> Result<EditionId, AppError> {
    add_pictures(tx, [&edition.text], blobs)?;
    let (id, now) = (tx.new_id(), tx.now());
    store::add_edition(tx.conn(), (id, version, generation), edition, now)?;
    Ok(id)
}

/// Keeps the pictures of editions, each once.
pub(super) fn add_pictures<'a>(
    tx: &mut Tx<'_>,
    editions: impl IntoIterator<Item = &'a EditionText>,
    blobs: &BTreeMap<ContentHash, Vec<u8>>,
) -> Result<(), AppError> {
    for picture in editions.into_iter().flat_map(|text| text.pictures.values()) {
        let bytes = blobs.get(&picture.hash).ok_or_else(|| AppError::broken("a picture without its bytes"))?;
        store::add_picture(tx.conn(), &picture.hash, picture.media_type, bytes)?;
    }
    Ok(())
}
