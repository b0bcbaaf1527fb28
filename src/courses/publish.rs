//! Publishing: from a compiled course to an immutable version with its editions.

use std::collections::BTreeMap;

use serde_json::json;

use super::model::{Compiled, ContentHash, Edition, EditionText};
use super::store::{self, CourseId, EditionId, NewDraft, Origin, VersionId};
use super::upload::CheckedPackage;
use crate::audit;
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::ids::PersonId;

/// Who else is to know of a version that was published, in the same transaction.
pub type OnPublication = fn(&mut Tx<'_>, VersionId) -> Result<(), AppError>;

/// What a publication made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub course: CourseId,
    pub version: VersionId,
    pub number: i32,
    /// Whether the version is new; if not, only languages were.
    pub new_version: bool,
    /// The languages that got a new edition.
    pub editions: Vec<String>,
}

/// Publishes a course: a new version when anything but a translation changed, and a new edition of each language whose words
/// are new. Publishing the same thing twice changes nothing.
///
/// # Errors
/// When the database refuses.
pub fn publish(tx: &mut Tx<'_>, compiled: &Compiled, by: Option<PersonId>) -> Result<Publication, AppError> {
    let (now, fresh) = (tx.now(), tx.new_id());
    let course = store::find_or_add_course(tx.conn(), fresh, &compiled.structure.slug, now)?;
    let known = store::list_versions(tx.conn(), course)?;
    let hash = compiled.hash.to_string();
    let same = known.into_iter().find(|(_, _, known, _)| *known == hash);
    let new_version = same.is_none();
    let (version, number) = if let Some((version, number, ..)) = same {
        (version, number)
    } else {
        let id = tx.new_id();
        (id, store::add_version(tx.conn(), id, course, compiled, (by, now))?)
    };
    let editions = add_new_editions(tx, version, compiled)?;
    if new_version || !editions.is_empty() {
        announce(tx, "course", compiled.structure.slug.as_str())?;
    }
    Ok(Publication { course, version, number, new_version, editions })
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
    let waiting = if is_new { Some(draft.id) } else { store::set_uploaded(tx.conn(), &draft)? };
    if let Some(waiting) = waiting {
        store::set_published(tx.conn(), waiting, publication.version)?;
    }
    Ok(publication)
}

/// Publishes one language of a version that is published: a new edition, in a new generation. Other languages stay what they
/// are. `None` when its newest edition says the same.
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
    let added = add_edition(tx, version, edition, blobs)?;
    if added.is_some() {
        let slug = known.structure.slug.as_str();
        announce(tx, "course", slug)?;
        let about = json!({ "version": known.number, "editions": [language.as_str()] });
        audit::note(tx, by, "course-published", slug, &about)?;
    }
    Ok(added)
}

fn add_new_editions(tx: &mut Tx<'_>, version: VersionId, compiled: &Compiled) -> Result<Vec<String>, AppError> {
    let mut added = Vec::new();
    for (language, edition) in &compiled.editions {
        if add_edition(tx, version, edition, &compiled.blobs)?.is_some() {
            added.push(language.to_string());
        }
    }
    Ok(added)
}

/// Adds an edition in the next generation of its language, unless the newest says the same.
fn add_edition(
    tx: &mut Tx<'_>,
    version: VersionId,
    edition: &Edition,
    blobs: &BTreeMap<ContentHash, Vec<u8>>,
) -> Result<Option<(EditionId, i32)>, AppError> {
    let newest = store::newest_edition(tx.conn(), version, &edition.text.language)?;
    let generation = match newest {
        Some((_, hash)) if hash == edition.hash.to_string() => return Ok(None),
        Some((generation, _)) => generation + 1,
        None => 1,
    };
    add_pictures(tx, [&edition.text], blobs)?;
    let (id, now) = (tx.new_id(), tx.now());
    store::add_edition(tx.conn(), (id, version, generation), edition, now)?;
    Ok(Some((id, generation)))
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
