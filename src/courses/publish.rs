//! Publishing: from a compiled course to an immutable version with its editions.

use std::collections::BTreeMap;

use super::model::{Compiled, ContentHash, EditionText};
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

fn add_new_editions(tx: &mut Tx<'_>, version: VersionId, compiled: &Compiled) -> Result<Vec<String>, AppError> {
    let mut added = Vec::new();
    for (language, edition) in &compiled.editions {
        let newest = store::newest_edition(tx.conn(), version, language)?;
        let generation = match newest {
            Some((_, hash)) if hash == edition.hash.to_string() => continue,
            Some((generation, _)) => generation + 1,
            None => 1,
        };
        add_pictures(tx, [&edition.text], &compiled.blobs)?;
        let (id, now) = (tx.new_id(), tx.now());
        store::add_edition(tx.conn(), (id, version, generation), edition, now)?;
        added.push(language.to_string());
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
