//! `certificate_pictures`, `certificate_designs`, `certificate_design_versions`. Rows are added, and never changed.

use std::collections::BTreeMap;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::certificates::model::SealedDesign;
use crate::certificates::picture::Picture;
use crate::clock::Timestamp;
use crate::courses::model::{ContentHash, Slug};
use crate::db::Conn;
use crate::db::schema::{certificate_design_versions, certificate_designs, certificate_pictures};
use crate::error::AppError;
use crate::ids::PersonId;

/// One state of a design.
#[derive(Clone, Debug, Queryable)]
pub struct StoredVersion {
    pub number: i32,
    pub sha256: String,
    pub content: String,
    pub created_by: PersonId,
    pub created_at: Timestamp,
}

impl StoredVersion {
    /// # Errors
    /// When the hash is none.
    pub fn sealed(&self) -> Result<SealedDesign, AppError> {
        let sha256 = ContentHash::parse(&self.sha256).map_err(AppError::broken)?;
        Ok(SealedDesign { content: self.content.clone(), sha256 })
    }
}

/// The columns of a [`StoredVersion`].
macro_rules! version {
    () => {
        (
            certificate_design_versions::number,
            certificate_design_versions::sha256,
            certificate_design_versions::content,
            certificate_design_versions::created_by,
            certificate_design_versions::created_at,
        )
    };
}

/// What a design is called, in a list.
#[derive(Clone, Debug)]
pub struct ListedDesign {
    pub slug: String,
    pub name: String,
    /// The newest.
    pub version: i32,
    pub changed_at: Timestamp,
}

/// Designs by slug, and how often each was changed.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, after: Option<&str>, limit: i64) -> QueryResult<Vec<ListedDesign>> {
    let mut query = certificate_designs::table
        .select((certificate_designs::slug, certificate_designs::name, certificate_designs::created_at))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(certificate_designs::slug.gt(after));
    }
    let found: Vec<(String, String, Timestamp)> = query.order(certificate_designs::slug).limit(limit).load(conn)?;
    let slugs: Vec<&String> = found.iter().map(|(slug, ..)| slug).collect();
    let newest: Vec<(String, Option<i32>, Option<Timestamp>)> = certificate_design_versions::table
        .filter(certificate_design_versions::design.eq_any(slugs))
        .group_by(certificate_design_versions::design)
        .select((
            certificate_design_versions::design,
            max(certificate_design_versions::number),
            max(certificate_design_versions::created_at),
        ))
        .load(conn)?;
    let mut newest: BTreeMap<_, _> = newest.into_iter().map(|(slug, number, at)| (slug, (number, at))).collect();
    let listed = found.into_iter().map(|(slug, name, created_at)| {
        let (number, at) = newest.remove(&slug).unwrap_or_default();
        ListedDesign { slug, name, version: number.unwrap_or_default(), changed_at: at.unwrap_or(created_at) }
    });
    Ok(listed.collect())
}

/// # Errors
/// When the database refuses.
pub fn name(conn: &mut Conn, design: &Slug) -> QueryResult<Option<String>> {
    certificate_designs::table.find(design.as_str()).select(certificate_designs::name).first(conn).optional()
}

/// # Errors
/// When the database refuses, or there is a design of this slug.
pub fn add(conn: &mut Conn, design: &Slug, name: &str, (by, at): (PersonId, Timestamp)) -> QueryResult<()> {
    diesel::insert_into(certificate_designs::table)
        .values((
            certificate_designs::slug.eq(design.as_str()),
            certificate_designs::name.eq(name),
            certificate_designs::created_by.eq(by),
            certificate_designs::created_at.eq(at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// The states of a design, the last one first.
///
/// # Errors
/// When the database refuses.
pub fn versions(conn: &mut Conn, design: &Slug, before: Option<i32>, limit: i64) -> QueryResult<Vec<StoredVersion>> {
    let mut query = certificate_design_versions::table
        .filter(certificate_design_versions::design.eq(design.as_str()))
        .select(version!())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(certificate_design_versions::number.lt(before));
    }
    query.order(certificate_design_versions::number.desc()).limit(limit).load(conn)
}

/// # Errors
/// When the database refuses, or there is a state of this number.
pub fn add_version(conn: &mut Conn, design: &Slug, new: &StoredVersion) -> QueryResult<()> {
    diesel::insert_into(certificate_design_versions::table)
        .values((
            certificate_design_versions::design.eq(design.as_str()),
            certificate_design_versions::number.eq(new.number),
            certificate_design_versions::sha256.eq(&new.sha256),
            certificate_design_versions::content.eq(&new.content),
            certificate_design_versions::created_by.eq(new.created_by),
            certificate_design_versions::created_at.eq(new.created_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// What a record names. Where two designs once were the same, either is what it names.
///
/// # Errors
/// When the database refuses.
pub fn find_sealed(conn: &mut Conn, sha256: &str) -> QueryResult<Option<StoredVersion>> {
    certificate_design_versions::table
        .filter(certificate_design_versions::sha256.eq(sha256))
        .select(version!())
        .order((certificate_design_versions::design, certificate_design_versions::number))
        .first(conn)
        .optional()
}

/// Keeps a picture; `false` when it was there.
///
/// # Errors
/// When the database refuses.
pub fn add_picture(conn: &mut Conn, picture: &Picture, (by, at): (PersonId, Timestamp)) -> QueryResult<bool> {
    let sha256 = picture.sha256.to_string();
    let known: i64 =
        certificate_pictures::table.filter(certificate_pictures::sha256.eq(&sha256)).count().get_result(conn)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(certificate_pictures::table)
        .values((
            certificate_pictures::sha256.eq(sha256),
            certificate_pictures::bytes.eq(&picture.bytes),
            certificate_pictures::width.eq(picture.width.cast_signed()),
            certificate_pictures::height.eq(picture.height.cast_signed()),
            certificate_pictures::added_by.eq(by),
            certificate_pictures::added_at.eq(at),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Which of these pictures are there.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn known_pictures(conn: &mut Conn, wanted: &[ContentHash]) -> Result<Vec<ContentHash>, AppError> {
    let found: Vec<String> = certificate_pictures::table
        .filter(certificate_pictures::sha256.eq_any(names(wanted)))
        .select(certificate_pictures::sha256)
        .load(conn)?;
    found.iter().map(|sha256| ContentHash::parse(sha256).map_err(AppError::broken)).collect()
}

/// The bytes of pictures; what is not there is left out.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn pictures(conn: &mut Conn, wanted: &[ContentHash]) -> Result<Vec<(ContentHash, Vec<u8>)>, AppError> {
    let found: Vec<(String, Vec<u8>)> = certificate_pictures::table
        .filter(certificate_pictures::sha256.eq_any(names(wanted)))
        .select((certificate_pictures::sha256, certificate_pictures::bytes))
        .load(conn)?;
    let parsed =
        |(sha256, bytes): (String, Vec<u8>)| Ok((ContentHash::parse(&sha256).map_err(AppError::broken)?, bytes));
    found.into_iter().map(parsed).collect()
}

fn names(hashes: &[ContentHash]) -> Vec<String> {
    hashes.iter().map(ContentHash::to_string).collect()
}
