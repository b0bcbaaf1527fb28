//! The courses that ship with the College: a seed, never an overwrite.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::model::{Compiled, Slug};
use super::publish::{OnPublication, Publication, publish_package};
use super::source::{self, Package, Report};
use super::store::{self, NewDraft, Origin};
use super::upload::{CheckedPackage, hash_of};
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

/// The files of a shipped course; `None` when none of this slug ships.
#[must_use]
pub fn shipped_package(slug: &str) -> Option<Package> {
    packages().remove(slug)
}

/// Publishes each shipped course whose slug has no version yet. A package that is another than any seen before becomes a draft
/// for the Secretariat to look at; one that was seen costs no check.
///
/// # Errors
/// When a package has mistakes or the database refuses.
pub async fn publish_shipped(db: &Db, on_publication: OnPublication) -> Result<Vec<Publication>, AppError> {
    let mut publications = Vec::new();
    for (slug, package) in packages() {
        let slug = Slug::parse(&slug).map_err(AppError::broken)?;
        let hash = hash_of(&package);
        let (wanted, known) = (slug.clone(), hash.clone());
        if db.read(move |snapshot| Ok(store::has_draft(snapshot.conn(), &wanted, &known)?)).await? {
            continue;
        }
        let package = CheckedPackage::new(&package, compile(&slug, &package)?)?;
        let seeded = db.write(move |tx| {
            let publication = seed(tx, &package)?;
            if let Some(publication) = &publication {
                on_publication(tx, publication)?;
            }
            Ok(publication)
        });
        publications.extend(seeded.await?);
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

fn seed(tx: &mut Tx<'_>, package: &CheckedPackage) -> Result<Option<Publication>, AppError> {
    let (now, fresh) = (tx.now(), tx.new_id());
    let slug = &package.compiled.structure.slug;
    let course = store::find_or_add_course(tx.conn(), fresh, slug, now)?;
    if store::list_versions(tx.conn(), course)?.is_empty() {
        return publish_package(tx, package, Origin::Shipped, None).map(Some);
    }
    let CheckedPackage { hash, zip, .. } = package;
    let draft = NewDraft { id: tx.new_id(), course, hash, package: zip, origin: Origin::Shipped, by: None, at: now };
    store::add_draft(tx.conn(), &draft)?;
    tracing::warn!(%slug, "a shipped course differs from what is published and waits as a draft");
    Ok(None)
}
