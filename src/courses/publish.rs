//! Publishing: from a compiled course to an immutable version with its editions.

use std::collections::BTreeMap;

use super::model::{Compiled, ContentHash, Edition, EditionText};
use super::store::{self, CourseId, VersionId};
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::ids::PersonId;

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

/// Publishes a course: a new version when anything but a translation differs from the current one, and a new edition of each
/// language whose words are new. Publishing what is current changes nothing; going back to what was before is a new version.
///
/// # Errors
/// When the database refuses.
pub fn publish(tx: &mut Tx<'_>, compiled: &Compiled, by: Option<PersonId>) -> Result<Publication, AppError> {
    let (now, fresh) = (tx.now(), tx.new_id());
    let course = store::find_or_add_course(tx.conn(), fresh, &compiled.structure.slug, now)?;
    let same = same_version(tx, course, compiled)?;
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

/// The current version, when it and the course differ in translations at most.
fn same_version(tx: &mut Tx<'_>, course: CourseId, compiled: &Compiled) -> Result<Option<(VersionId, i32)>, AppError> {
    let current = store::current_version(tx.conn(), course)?;
    let same = current.filter(|(_, _, hash, _)| *hash == compiled.hash.to_string());
    Ok(same.map(|(version, number, ..)| (version, number)))
}

/// Whether publishing a course would change nothing.
pub(super) fn is_current(tx: &mut Tx<'_>, course: CourseId, compiled: &Compiled) -> Result<bool, AppError> {
    let Some((version, _)) = same_version(tx, course, compiled)? else { return Ok(false) };
    Ok(new_generations(tx, version, compiled)?.is_empty())
}

/// The editions whose words are new, each with the generation that it would be.
fn new_generations<'a>(
    tx: &mut Tx<'_>,
    version: VersionId,
    compiled: &'a Compiled,
) -> Result<Vec<(&'a Edition, i32)>, AppError> {
    let mut new = Vec::new();
    for (language, edition) in &compiled.editions {
        match store::newest_edition(tx.conn(), version, language)? {
            Some((_, hash)) if hash == edition.hash.to_string() => {}
            Some((generation, _)) => new.push((edition, generation + 1)),
            None => new.push((edition, 1)),
        }
    }
    Ok(new)
}

fn add_new_editions(tx: &mut Tx<'_>, version: VersionId, compiled: &Compiled) -> Result<Vec<String>, AppError> {
    let mut added = Vec::new();
    for (edition, generation) in new_generations(tx, version, compiled)? {
        add_pictures(tx, [&edition.text], &compiled.blobs)?;
        let (id, now) = (tx.new_id(), tx.now());
        store::add_edition(tx.conn(), (id, version, generation), edition, now)?;
        added.push(edition.text.language.to_string());
    }
    Ok(added)
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
