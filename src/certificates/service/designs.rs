//! How certificates look: designs, their states, and pictures.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::json;

use crate::accounts::Actor;
use crate::audit;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Design, Policy};
use crate::certificates::picture::Picture;
pub use crate::certificates::store::designs::ListedDesign;
use crate::certificates::store::designs::{self, StoredVersion};
use crate::clock::Timestamp;
use crate::courses::model::{ContentHash, Slug};
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::ids::PersonId;

/// One state of a design.
#[derive(Clone, Debug)]
pub struct DesignVersion {
    pub slug: Slug,
    pub name: String,
    pub number: i32,
    pub sha256: String,
    pub design: Design,
    pub created: (PersonId, Timestamp),
}

impl DesignVersion {
    fn new((slug, name): (&Slug, &str), stored: StoredVersion) -> Result<Self, AppError> {
        let design = stored.sealed()?.open();
        let damaged =
            || AppError::broken(format!("version {} of the design {slug} is not what was sealed", stored.number));
        Ok(Self {
            slug: slug.clone(),
            name: name.to_owned(),
            number: stored.number,
            design: design.ok_or_else(damaged)?,
            sha256: stored.sha256,
            created: (stored.created_by, stored.created_at),
        })
    }
}

/// Designs, by slug.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list_designs(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<ListedDesign>, AppError> {
    actor.as_secretariat()?;
    Ok(designs::list(snapshot.conn(), after, limit)?)
}

/// The newest state of a design.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such design.
pub fn show_design(snapshot: &mut Snapshot<'_>, actor: &Actor, slug: &Slug) -> Result<DesignVersion, AppError> {
    actor.as_secretariat()?;
    newest(snapshot, slug)?.ok_or_else(|| CertificateError::DesignUnknown.into())
}

/// Every state of a design, the last one first.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such design.
pub fn list_design_versions(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    slug: &Slug,
    (before, limit): (Option<i32>, i64),
) -> Result<Vec<DesignVersion>, AppError> {
    actor.as_secretariat()?;
    let name = designs::name(snapshot.conn(), slug)?.ok_or(CertificateError::DesignUnknown)?;
    let found = designs::versions(snapshot.conn(), slug, before, limit)?;
    found.into_iter().map(|stored| DesignVersion::new((slug, &name), stored)).collect()
}

fn newest(snapshot: &mut Snapshot<'_>, slug: &Slug) -> Result<Option<DesignVersion>, AppError> {
    let Some(name) = designs::name(snapshot.conn(), slug)? else { return Ok(None) };
    let stored = designs::versions(snapshot.conn(), slug, None, 1)?.pop();
    stored.map(|stored| DesignVersion::new((slug, &name), stored)).transpose()
}

/// Makes a design. Nothing has it before a policy names it.
///
/// # Errors
/// 403 unless the Secretariat acts; 409 when there is one of this slug; 422 when a picture of it is not there.
pub fn create_design(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (slug, name): (&Slug, &str),
    design: &Design,
) -> Result<DesignVersion, AppError> {
    actor.as_secretariat()?;
    if designs::name(tx.conn(), slug)?.is_some() {
        return Err(CertificateError::DesignExists.into());
    }
    check_pictures(tx, design, "/design")?;
    let now = tx.now();
    designs::add(tx.conn(), slug, name, (actor.person, now))?;
    let made = add_version(tx, actor, (slug, name), (1, design))?;
    audit::note(tx, Some(actor.person), "certificate-design-created", slug.as_str(), &json!({ "version": 1 }))?;
    Ok(made)
}

/// Puts a new state of a design beside those of before, for certificates that are issued from now on. What was issued stays as it is.
///
/// # Errors
/// 403 unless the Secretariat acts; 404 when there is no such design; 412 and 428 when the actor did not see its newest state; 422
/// when a picture of it is not there.
pub fn set_design(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &Slug,
    (design, admit): (&Design, &dyn Fn(i32) -> Result<(), AppError>),
) -> Result<DesignVersion, AppError> {
    actor.as_secretariat()?;
    let present = newest(tx, slug)?.ok_or(CertificateError::DesignUnknown)?;
    admit(present.number)?;
    check_pictures(tx, design, "")?;
    if present.design == *design {
        return Ok(present);
    }
    let number = present.number + 1;
    let made = add_version(tx, actor, (slug, &present.name), (number, design))?;
    audit::note(tx, Some(actor.person), "certificate-design-set", slug.as_str(), &json!({ "version": number }))?;
    Ok(made)
}

fn add_version(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (slug, name): (&Slug, &str),
    (number, design): (i32, &Design),
) -> Result<DesignVersion, AppError> {
    let (sealed, created_at) = (design.seal()?, tx.now());
    let sha256 = sealed.sha256.to_string();
    let new = StoredVersion { number, sha256, content: sealed.content, created_by: actor.person, created_at };
    designs::add_version(tx.conn(), slug, &new)?;
    DesignVersion::new((slug, name), new)
}

/// Whether all pictures of a design are there; `prefix` is where the design is in what was sent.
///
/// # Errors
/// 422, for each that is not.
pub fn check_pictures(snapshot: &mut Snapshot<'_>, design: &Design, prefix: &str) -> Result<(), AppError> {
    let named = design.logos.iter().enumerate();
    let named = named.map(|(place, logo)| (format!("{prefix}/logos/{place}/picture"), logo.picture)).collect();
    refuse(unknown_pictures(snapshot, named)?)
}

/// What a policy names that is not there.
///
/// # Errors
/// 422, for each.
pub(super) fn check_policy(snapshot: &mut Snapshot<'_>, policy: &Policy) -> Result<(), AppError> {
    let terms = policy.officials.iter().enumerate();
    let named = terms.filter_map(|(place, term)| Some((format!("/officials/{place}/signature"), term.signature?)));
    let mut wrong = unknown_pictures(snapshot, named.collect())?;
    if let Some(design) = &policy.design
        && designs::name(snapshot.conn(), design)?.is_none()
    {
        wrong.push(FieldProblem::new("/design", "policy-design-unknown"));
    }
    refuse(wrong)
}

fn unknown_pictures(
    snapshot: &mut Snapshot<'_>,
    named: Vec<(String, ContentHash)>,
) -> Result<Vec<FieldProblem>, AppError> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<ContentHash> = named.iter().map(|(_, picture)| *picture).collect();
    let known = designs::known_pictures(snapshot.conn(), &wanted)?;
    let unknown = named.into_iter().filter(|(_, picture)| !known.contains(picture));
    Ok(unknown.map(|(pointer, _)| FieldProblem::new(pointer, "picture-not-kept")).collect())
}

fn refuse(wrong: Vec<FieldProblem>) -> Result<(), AppError> {
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong).into()) }
}

/// How certificates look that are issued now, and what their records name: the newest state of the policy's design, or else the
/// layout.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub(super) fn in_use(
    snapshot: &mut Snapshot<'_>,
    policy: &Policy,
    layout: &str,
) -> Result<(String, Option<Design>), AppError> {
    let Some(slug) = &policy.design else { return Ok((layout.to_owned(), None)) };
    let gone = || AppError::broken(format!("a policy names the design {slug}, which is not there"));
    let found = newest(snapshot, slug)?.ok_or_else(gone)?;
    Ok((found.sha256, Some(found.design)))
}

/// The design that records name by this hash; `None` when there is none, or it is not what was sealed.
///
/// # Errors
/// When the database refuses.
pub fn find_design(snapshot: &mut Snapshot<'_>, sha256: &str) -> Result<Option<Design>, AppError> {
    let Some(stored) = designs::find_sealed(snapshot.conn(), sha256)? else { return Ok(None) };
    Ok(stored.sealed()?.open())
}

/// Keeps a picture, under the hash of its bytes. The same one twice is one.
///
/// # Errors
/// 403 unless the Secretariat acts.
pub fn add_picture(tx: &mut Tx<'_>, actor: &Actor, picture: &Picture) -> Result<(), AppError> {
    actor.as_secretariat()?;
    let now = tx.now();
    if designs::add_picture(tx.conn(), picture, (actor.person, now))? {
        let sha256 = picture.sha256.to_string();
        audit::note(tx, Some(actor.person), "certificate-picture-added", &sha256, &json!({}))?;
    }
    Ok(())
}

/// Pictures by their hashes; what is not there is left out, and what is not what its hash says as well.
///
/// # Errors
/// When the database refuses.
pub fn find_pictures(
    snapshot: &mut Snapshot<'_>,
    wanted: &[ContentHash],
) -> Result<BTreeMap<ContentHash, Bytes>, AppError> {
    let found = designs::pictures(snapshot.conn(), wanted)?.into_iter();
    let intact = found.filter(|(sha256, bytes)| ContentHash::of(bytes) == *sha256);
    Ok(intact.map(|(sha256, bytes)| (sha256, Bytes::from(bytes))).collect())
}
