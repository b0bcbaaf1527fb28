//! `publications`: what each locale serves, in generations.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::courses::EditionId;
use crate::db::schema::publications;
use crate::db::{Conn, Json};
use crate::i18n::Locale;
use crate::id_type;
use crate::ids::PersonId;

id_type!(
    /// A publication.
    PublicationId
);

/// The subject of a publication of interface messages.
pub const INTERFACE: &str = "interface";

/// What a locale serves of the interface or of a course, from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Publication {
    pub id: PublicationId,
    pub locale: Locale,
    /// [`INTERFACE`], or the slug of a course's catalogue.
    pub subject: String,
    /// From 1, of each locale and subject.
    pub generation: i32,
    pub hash: String,
    /// Of the interface: the text of each file, by name. Of a course: its texts by unit key, each with the revision
    /// that it was made from.
    pub content: Json,
    pub unit_count: i32,
    pub edition: Option<EditionId>,
    /// The earlier publication whose content it has; what was carried over to another version of a course has it, too.
    pub rolled_back_to: Option<PublicationId>,
    pub published_by: Option<PersonId>,
    pub published_at: Timestamp,
}

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Publication) -> QueryResult<()> {
    diesel::insert_into(publications::table)
        .values((
            publications::id.eq(new.id),
            publications::locale.eq(&new.locale),
            publications::subject.eq(&new.subject),
            publications::generation.eq(new.generation),
            publications::hash.eq(&new.hash),
            publications::content.eq(&new.content),
            publications::unit_count.eq(new.unit_count),
            publications::edition.eq(new.edition),
            publications::rolled_back_to.eq(new.rolled_back_to),
            publications::published_by.eq(new.published_by),
            publications::published_at.eq(new.published_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: PublicationId) -> QueryResult<Option<Publication>> {
    publications::table.find(id).first(conn).optional()
}

/// What is served now: the latest generation.
///
/// # Errors
/// When the database refuses.
pub fn find_latest(conn: &mut Conn, locale: &Locale, subject: &str) -> QueryResult<Option<Publication>> {
    publications::table
        .filter(publications::locale.eq(locale))
        .filter(publications::subject.eq(subject))
        .order(publications::generation.desc())
        .first(conn)
        .optional()
}

/// Somebody's decision to serve an earlier publication again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// The generation whose content is served again.
    pub target: i32,
    pub generation: i32,
    pub at: Timestamp,
}

/// The rollbacks since what is approved was published last, the oldest first. What was carried over to a new version is nobody's
/// decision.
///
/// # Errors
/// When the database refuses.
pub fn standing_rollbacks(conn: &mut Conn, locale: &Locale, subject: &str) -> QueryResult<Vec<Rollback>> {
    let of = || publications::table.filter(publications::locale.eq(locale)).filter(publications::subject.eq(subject));
    let last: Option<i32> = of()
        .filter(publications::rolled_back_to.is_null())
        .select(diesel::dsl::max(publications::generation))
        .first(conn)?;
    let rows: Vec<(PublicationId, i32, Timestamp)> = of()
        .filter(publications::generation.gt(last.unwrap_or(0)))
        .filter(publications::published_by.is_not_null())
        .filter(publications::rolled_back_to.is_not_null())
        .order(publications::generation)
        .select((publications::rolled_back_to.assume_not_null(), publications::generation, publications::published_at))
        .load(conn)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PublicationId> = rows.iter().map(|(target, ..)| *target).collect();
    let targets: HashMap<PublicationId, i32> = publications::table
        .filter(publications::id.eq_any(ids))
        .select((publications::id, publications::generation))
        .load(conn)?
        .into_iter()
        .collect();
    let rollback = |(target, generation, at): (PublicationId, i32, Timestamp)| {
        Some(Rollback { target: *targets.get(&target)?, generation, at })
    };
    Ok(rows.into_iter().filter_map(rollback).collect())
}

/// What was served in a generation.
///
/// # Errors
/// When the database refuses.
pub fn find_generation(
    conn: &mut Conn,
    (locale, subject): (&Locale, &str),
    generation: i32,
) -> QueryResult<Option<Publication>> {
    publications::table
        .filter(publications::locale.eq(locale))
        .filter(publications::subject.eq(subject))
        .filter(publications::generation.eq(generation))
        .first(conn)
        .optional()
}

/// The locales in which a subject was ever published.
///
/// # Errors
/// When the database refuses.
pub fn locales_of(conn: &mut Conn, subject: &str) -> QueryResult<Vec<Locale>> {
    publications::table
        .filter(publications::subject.eq(subject))
        .select(publications::locale)
        .distinct()
        .order(publications::locale)
        .load(conn)
}

/// Whether a locale ever published a subject.
///
/// # Errors
/// When the database refuses.
pub fn has_any_of(conn: &mut Conn, locale: &Locale, subject: &str) -> QueryResult<bool> {
    let of = publications::table.filter(publications::locale.eq(locale)).filter(publications::subject.eq(subject));
    diesel::select(diesel::dsl::exists(of)).get_result(conn)
}

/// Whether a locale ever published anything.
///
/// # Errors
/// When the database refuses.
pub fn has_any(conn: &mut Conn, locale: &Locale) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(publications::table.filter(publications::locale.eq(locale)))).get_result(conn)
}

/// Whether a locale ever published a subject.
///
/// # Errors
/// When the database refuses.
pub fn has(conn: &mut Conn, locale: &Locale, subject: &str) -> QueryResult<bool> {
    let of = publications::table.filter(publications::locale.eq(locale)).filter(publications::subject.eq(subject));
    diesel::select(diesel::dsl::exists(of)).get_result(conn)
}

/// What a locale published anything of: the interface, and courses.
///
/// # Errors
/// When the database refuses.
pub fn subjects_of(conn: &mut Conn, locale: &Locale) -> QueryResult<Vec<String>> {
    let subjects = publications::table.filter(publications::locale.eq(locale)).select(publications::subject);
    subjects.distinct().order(publications::subject).load(conn)
}

/// The publications of a locale, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_of(
    conn: &mut Conn,
    locale: &Locale,
    before: Option<PublicationId>,
    limit: i64,
) -> QueryResult<Vec<Publication>> {
    let mut query = publications::table.filter(publications::locale.eq(locale)).into_boxed();
    if let Some(before) = before {
        query = query.filter(publications::id.lt(before));
    }
    query.order(publications::id.desc()).limit(limit).load(conn)
}
