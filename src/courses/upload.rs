//! Packages as they travel: a ZIP archive of a course's folder.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::error::CourseError;
use super::freshness::{self, LeftBehind, Looked};
use super::model::{Compiled, ContentHash, Edition, Language, Slug};
use super::publish::{Publication, add_pictures, is_current, publish};
use super::source::{self, Mistake, Package};
use super::store::{self, CourseId, Draft, DraftId, NewDraft, Origin, StoredDraft, VersionId};
use crate::accounts::{Actor, Role, Scope};
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};

/// Bytes that an upload may have.
pub const LARGEST: usize = source::ARCHIVE_BYTES;

/// Whether somebody may upload anything at all; which course it is shows only in the package.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat.
pub fn may_upload(actor: &Actor) -> Result<(), AppError> {
    let author = actor.grants.iter().any(|grant| grant.role == Role::Author);
    if author || actor.is_secretariat() { Ok(()) } else { Err(Problem::forbidden("forbidden").into()) }
}

/// Packs a package so that the same files give the same bytes.
///
/// # Errors
/// When a name cannot stand in an archive.
pub fn pack(package: &Package) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in package {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What a package is, however it is packed: SHA-256 over its files' names and bytes.
#[must_use]
pub fn hash_of(package: &Package) -> String {
    let parts = package.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
    ContentHash::of_parts(parts).to_string()
}

/// A package that was read and found without mistakes.
pub struct CheckedPackage {
    pub compiled: Compiled,
    /// As `hash_of` gives it.
    pub hash: String,
    pub zip: Vec<u8>,
}

impl CheckedPackage {
    /// Packs a package that was checked, with what the check made of it.
    ///
    /// # Errors
    /// When a name cannot stand in an archive, which the check does not allow.
    pub fn new(package: &Package, compiled: Compiled) -> Result<Self, AppError> {
        let zip = pack(package).map_err(AppError::broken)?;
        Ok(Self { compiled, hash: hash_of(package), zip })
    }
}

/// The files that a version was published from; of several packages of the same version, the one that came last. `None` for a
/// version that was published without a package.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn version_package(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Option<Package>, AppError> {
    let Some(zip) = store::find_package(snapshot.conn(), version)? else { return Ok(None) };
    let unpacked = source::unpack(&zip).map_err(|mistakes| AppError::broken(format!("{mistakes:?}")))?;
    Ok(Some(unpacked.package))
}

/// The newest version of each course.
///
/// # Errors
/// When the database refuses.
pub fn current_versions(snapshot: &mut Snapshot<'_>) -> Result<Vec<VersionId>, AppError> {
    Ok(store::list_current(snapshot.conn())?)
}

/// The newest version of a course.
///
/// # Errors
/// When the database refuses.
pub fn current_version_of(snapshot: &mut Snapshot<'_>, slug: &Slug) -> Result<Option<VersionId>, AppError> {
    let Some(course) = store::find_course(snapshot.conn(), slug)? else { return Ok(None) };
    Ok(store::current_version(snapshot.conn(), course)?.map(|(version, ..)| version))
}

/// The versions of a course before the current one, the newest first.
///
/// # Errors
/// When the database refuses.
pub fn versions_before(
    snapshot: &mut Snapshot<'_>,
    slug: &Slug,
) -> Result<Option<(CourseId, Vec<VersionId>)>, AppError> {
    let Some(course) = store::find_course(snapshot.conn(), slug)? else { return Ok(None) };
    let versions = store::list_versions(snapshot.conn(), course)?;
    Ok(Some((course, versions.into_iter().skip(1).map(|(version, ..)| version).collect())))
}

/// The languages of a version, offered or not, but for its source language.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn languages_of(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Vec<Language>, AppError> {
    let Some(known) = store::find_version(snapshot.conn(), version)? else { return Ok(Vec::new()) };
    let tags = store::list_languages(snapshot.conn(), version)?;
    let languages = tags.iter().map(|tag| Language::parse(tag).map_err(AppError::broken));
    let languages: Vec<Language> = languages.collect::<Result<_, _>>()?;
    Ok(languages.into_iter().filter(|language| *language != known.structure.source_language).collect())
}

/// What a version says in a language that it is offered in, with the lessons in which something is stale; `None` where it is not.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn offered_edition(
    snapshot: &mut Snapshot<'_>,
    version: VersionId,
    language: &Language,
) -> Result<Option<Edition>, AppError> {
    let withheld = store::list_withheld(snapshot.conn(), version)?;
    let newest = store::newest_of_version(snapshot.conn(), version, language)?;
    newest.filter(|(_, it)| !withheld.contains(&it.id)).map(|(_, it)| freshness::read(it)).transpose()
}

/// What a version says in a language, and why it is not offered; of what came last.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn newest_edition(
    snapshot: &mut Snapshot<'_>,
    version: VersionId,
    language: &Language,
) -> Result<Option<(Edition, Option<store::Withheld>)>, AppError> {
    let Some((_, newest)) = store::newest_of_version(snapshot.conn(), version, language)? else { return Ok(None) };
    let reason = store::why_withheld(snapshot.conn(), newest.id)?;
    Ok(Some((freshness::read(newest)?, reason)))
}

/// The languages of a version in which an edition is not offered.
///
/// # Errors
/// When the database refuses.
pub fn withheld_languages(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Vec<String>, AppError> {
    Ok(store::withheld_languages(snapshot.conn(), version)?)
}

/// The slug of the course that a version is of.
///
/// # Errors
/// When the database refuses.
pub fn slug_of(snapshot: &mut Snapshot<'_>, version: VersionId) -> Result<Option<String>, AppError> {
    Ok(store::find_slug(snapshot.conn(), version)?)
}

/// Unpacks and checks an uploaded archive. Heavy: not for the threads that serve.
///
/// # Errors
/// 422 with every mistake, each with its file and line.
pub fn inspect(zip: Vec<u8>) -> Result<CheckedPackage, AppError> {
    let unpacked = source::unpack(&zip).map_err(|mistakes| refused(&mistakes))?;
    let report = source::check(&unpacked.package, unpacked.folder.as_deref());
    match report.course {
        Some(compiled) if report.mistakes.is_empty() => {
            Ok(CheckedPackage { compiled, hash: hash_of(&unpacked.package), zip })
        }
        _ => Err(refused(&report.mistakes)),
    }
}

fn refused(mistakes: &[Mistake]) -> AppError {
    CourseError::PackageRefused(mistakes.iter().map(in_words).collect()).into()
}

/// A mistake as a member of a problem. `pointer` is `file:line`: a package has no JSON pointers.
#[must_use]
pub fn in_words(mistake: &Mistake) -> FieldProblem {
    let field = FieldProblem::sentence(format!("{}:{}", mistake.file, mistake.line), mistake.code.as_str());
    FieldProblem { args: mistake.args(), ..field }
}

/// Who may write a course: its author, an author of the whole site, the Secretariat.
///
/// # Errors
/// 403 for everybody else.
pub fn may_write(actor: &Actor, slug: &str) -> Result<(), AppError> {
    actor.as_role(Role::Author, &Scope::course(slug))
}

/// Keeps a checked package as a draft of its course. One that is known becomes the latest again. Returns it with what the package left as
/// it was, in each language, though it changed the source.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat; 409 when this very package was published and is current.
pub fn keep_draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    package: &CheckedPackage,
) -> Result<(DraftId, BTreeMap<Language, Vec<LeftBehind>>), AppError> {
    let slug = &package.compiled.structure.slug;
    may_write(actor, slug.as_str())?;
    let (now, fresh) = (tx.now(), tx.new_id());
    let course = store::find_or_add_course(tx.conn(), fresh, slug, now)?;
    let draft = NewDraft {
        id: tx.new_id(),
        course,
        hash: &package.hash,
        package: &package.zip,
        origin: Origin::Upload,
        by: Some(actor.person),
        at: now,
    };
    // Who looks at the draft sees its pictures.
    add_pictures(tx, package.compiled.editions.values().map(|edition| &edition.text), &package.compiled.blobs)?;
    let left_behind = freshness::look(tx, course, &package.compiled)?.left_behind;
    if store::add_draft(tx.conn(), &draft)? {
        return Ok((draft.id, left_behind));
    }
    if is_current(tx, course, &package.compiled)? {
        return Err(CourseError::AlreadyPublished(slug.clone()).into());
    }
    Ok((store::set_uploaded(tx.conn(), &draft)?, left_behind))
}

/// The drafts of a course, the latest first.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat; 404 when there is no such course.
pub fn list_drafts(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    slug: &Slug,
    (before, limit): (Option<(Timestamp, DraftId)>, i64),
) -> Result<Vec<Draft>, AppError> {
    may_write(actor, slug.as_str())?;
    let course = store::find_course(snapshot.conn(), slug)?.ok_or_else(|| CourseError::Unknown(slug.clone()))?;
    Ok(store::list_drafts(snapshot.conn(), course, before, limit)?)
}

/// A draft of a course, with its package.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat; 404 when there is no such draft.
pub fn find_draft(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    slug: &Slug,
    id: DraftId,
) -> Result<StoredDraft, AppError> {
    may_write(actor, slug.as_str())?;
    let found = store::find_draft(snapshot.conn(), id)?.filter(|draft| draft.slug == slug.as_str());
    found.ok_or_else(|| CourseError::DraftUnknown.into())
}

/// A draft of a course as it would be published: with what is stale in its languages.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn look(snapshot: &mut Snapshot<'_>, compiled: &Compiled) -> Result<Looked, AppError> {
    match store::find_course(snapshot.conn(), &compiled.structure.slug)? {
        Some(course) => freshness::look(snapshot, course, compiled),
        None => Ok(Looked::at(compiled)),
    }
}

/// Publishes a draft that [`find_draft`] gave and [`inspect`] found without mistakes.
///
/// # Errors
/// 403 for anybody but the Secretariat; 409 when it was published before and is current.
pub fn publish_draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    draft: DraftId,
    compiled: &Compiled,
) -> Result<Publication, AppError> {
    actor.as_secretariat()?;
    let slug = &compiled.structure.slug;
    let publication = publish(tx, compiled, Some(actor.person))?;
    let is_first = store::set_published(tx.conn(), draft, publication.version)?;
    if !is_first && publication.editions.is_empty() {
        return Err(CourseError::AlreadyPublished(slug.clone()).into());
    }
    let about = json!({ "version": publication.number, "editions": publication.languages() });
    audit::note(tx, Some(actor.person), "course-published", slug.as_str(), &about)?;
    Ok(publication)
}
