//! Publishing: from a compiled course to an immutable version with its editions.

use super::model::{Compiled, MediaType};
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
        for picture in edition.text.pictures.values() {
            let bytes = compiled.blobs.get(&picture.hash).map_or(&[][..], Vec::as_slice);
            add_picture(tx, picture.media_type, bytes)?;
        }
        let (id, now) = (tx.new_id(), tx.now());
        store::add_edition(tx.conn(), (id, version, generation), edition, now)?;
        added.push(language.to_string());
    }
    Ok(added)
}

fn add_picture(tx: &mut Tx<'_>, media_type: MediaType, bytes: &[u8]) -> Result<(), AppError> {
    let hash = super::model::ContentHash::of(bytes);
    Ok(store::add_picture(tx.conn(), &hash, media_type, bytes)?)
}
