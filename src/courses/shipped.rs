//! The courses that ship with the College: a seed, never an overwrite.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::model::{Compiled, Slug};
use super::publish::{Publication, publish};
use super::source::{self, Package, Report};
use super::store::{self, NewDraft, Origin};
use super::upload::{hash_of, pack};
use crate::db::{Db, Tx};
use crate::error::AppError;

#[derive(RustEmbed)]
#[folder = "courses/"]
struct Shipped;

/// The packages that ship, by slug.
fn packages() -> BTreeMap<String, Package> {
    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    for path in Shipped::iter() {
        let Some((slug, inner)) = path.split_once('/') else { continue };
        if let Some(file) = Shipped::get(&path) {
            packages.entry(slug.to_owned()).or_default().insert(inner.to_owned(), file.data.into_owned());
        }
    }
    packages
}

/// Publishes each shipped course whose slug has no version yet. A package that is another than any seen before becomes a draft
/// for the Secretariat to look at; one that was seen costs no check.
///
/// # Errors
/// When a package has mistakes or the database refuses.
pub async fn publish_shipped(db: &Db) -> Result<Vec<Publication>, AppError> {
    let mut publications = Vec::new();
    for (slug, package) in packages() {
        let slug = Slug::parse(&slug).map_err(AppError::broken)?;
        let hash = hash_of(&package);
        let (wanted, known) = (slug.clone(), hash.clone());
        if db.read(move |snapshot| Ok(store::has_draft(snapshot.conn(), &wanted, &known)?)).await? {
            continue;
        }
        let zip = pack(&package).map_err(AppError::broken)?;
        let compiled = compile(&slug, &package)?;
        publications.extend(db.write(move |tx| seed(tx, &compiled, (&hash, &zip))).await?);
    }
    Ok(publications)
}

/// A shipped course, as it would be published.
///
/// # Errors
/// When none of this slug ships, or it has mistakes.
pub fn shipped(slug: &str) -> Result<Compiled, AppError> {
    let slug = Slug::parse(slug).map_err(AppError::broken)?;
    let package = packages().remove(slug.as_str());
    compile(&slug, &package.ok_or_else(|| AppError::broken(format!("no course {slug} ships")))?)
}

fn compile(slug: &Slug, package: &Package) -> Result<Compiled, AppError> {
    let Report { course, mistakes } = source::check(package, Some(slug.as_str()));
    let first = mistakes.first().map(|mistake| format!("{}:{} {}", mistake.file, mistake.line, mistake.code.as_str()));
    course.ok_or_else(|| AppError::broken(format!("the shipped course {slug} has mistakes, first {first:?}")))
}

fn seed(tx: &mut Tx<'_>, compiled: &Compiled, packed: (&str, &[u8])) -> Result<Option<Publication>, AppError> {
    let (now, fresh) = (tx.now(), tx.new_id());
    let course = store::find_or_add_course(tx.conn(), fresh, &compiled.structure.slug, now)?;
    let (hash, package) = packed;
    let draft = NewDraft { id: tx.new_id(), course, hash, package, origin: Origin::Shipped, by: None, at: now };
    store::add_draft(tx.conn(), &draft)?;
    if !store::list_versions(tx.conn(), course)?.is_empty() {
        tracing::warn!(slug = %compiled.structure.slug, "a shipped course differs from what is published and waits as a draft");
        return Ok(None);
    }
    let publication = publish(tx, compiled, None)?;
    store::set_published(tx.conn(), draft.id, publication.version)?;
    Ok(Some(publication))
}
