//! Packages as they travel: a ZIP archive of a course's folder.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::error::CourseError;
use super::model::{Compiled, ContentHash};
use super::publish::{Publication, publish};
use super::source::{self, Mistake, Package};
use super::store::{self, NewDraft, Origin};
use crate::accounts::{Actor, Role, Scope};
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};

/// Bytes that an upload may have.
pub const LARGEST: usize = 32 * 1024 * 1024;

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
    /// As [`hash_of`] gives it.
    pub hash: String,
    pub zip: Vec<u8>,
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

/// `pointer` is `file:line`: a package has no JSON pointers.
fn in_words(mistake: &Mistake) -> FieldProblem {
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

/// Keeps a checked package as the draft of its course.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat.
pub fn keep_draft(tx: &mut Tx<'_>, actor: &Actor, package: &CheckedPackage) -> Result<(), AppError> {
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
    store::add_draft(tx.conn(), &draft)?;
    Ok(())
}

/// The package of a course's newest draft.
///
/// # Errors
/// 403 for anybody but authors and the Secretariat; 409 when there is no draft.
pub fn find_draft(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    slug: &super::model::Slug,
) -> Result<(store::DraftId, Vec<u8>), AppError> {
    may_write(actor, slug.as_str())?;
    let course = store::find_course(snapshot.conn(), slug)?.ok_or_else(|| CourseError::Unknown(slug.clone()))?;
    match store::newest_draft(snapshot.conn(), course)? {
        Some((id, zip, None)) => Ok((id, zip)),
        Some((.., Some(_))) => Err(CourseError::AlreadyPublished(slug.clone()).into()),
        None => Err(CourseError::NoDraft(slug.clone()).into()),
    }
}

/// Publishes a draft that [`find_draft`] gave and [`inspect`] found without mistakes.
///
/// # Errors
/// 403 for anybody but the Secretariat.
pub fn publish_draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    draft: store::DraftId,
    compiled: &Compiled,
) -> Result<Publication, AppError> {
    actor.as_secretariat()?;
    let publication = publish(tx, compiled, Some(actor.person))?;
    store::set_published(tx.conn(), draft, publication.version)?;
    Ok(publication)
}
