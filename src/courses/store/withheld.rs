//! `withheld_editions`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use diesel::prelude::*;

use super::{EditionId, VersionId};
use crate::clock::Timestamp;
use crate::courses::model::Language;
use crate::db::Conn;
use crate::db::schema::{course_editions, withheld_editions};
use crate::{on_backend, words};

words!(
    /// Why an edition is not offered.
    Withheld {
        /// Its language is not served.
        Locale = "locale",
        /// It came with a package, and people have taken its language over.
        TakenOver = "taken-over",
        /// Trainees would be judged by what is wrong or stale in it.
        Texts = "texts",
    }
);

/// The editions of a version that are not offered.
///
/// # Errors
/// When the database refuses.
pub fn list_withheld(conn: &mut Conn, version: VersionId) -> QueryResult<HashSet<EditionId>> {
    let of_version = course_editions::table.filter(course_editions::version.eq(version)).select(course_editions::id);
    let found: Vec<EditionId> = withheld_editions::table
        .filter(withheld_editions::edition.eq_any(of_version))
        .select(withheld_editions::edition)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// The languages of a version whose newest edition is not offered.
///
/// # Errors
/// When the database refuses.
pub fn withheld_languages(conn: &mut Conn, version: VersionId) -> QueryResult<Vec<String>> {
    let editions: Vec<(String, Option<EditionId>)> = course_editions::table
        .left_join(withheld_editions::table.on(withheld_editions::edition.eq(course_editions::id)))
        .filter(course_editions::version.eq(version))
        .order((course_editions::locale, course_editions::generation))
        .select((course_editions::locale, withheld_editions::edition.nullable()))
        .load(conn)?;
    let newest: BTreeMap<String, bool> =
        editions.into_iter().map(|(locale, withheld)| (locale, withheld.is_some())).collect();
    Ok(newest.into_iter().filter_map(|(locale, is_withheld)| is_withheld.then_some(locale)).collect())
}

/// The edition of a version in a language that is offered, and the one that would be if the language were served; both may be one.
///
/// # Errors
/// When the database refuses.
pub fn editions_to_read(conn: &mut Conn, version: VersionId, locale: &Language) -> QueryResult<BTreeSet<EditionId>> {
    let editions: Vec<(EditionId, Option<Withheld>)> = course_editions::table
        .left_join(withheld_editions::table.on(withheld_editions::edition.eq(course_editions::id)))
        .filter(course_editions::version.eq(version))
        .filter(course_editions::locale.eq(locale.as_str()))
        .order(course_editions::generation.desc())
        .select((course_editions::id, withheld_editions::reason.nullable()))
        .load(conn)?;
    let offered = editions.iter().find(|(_, reason)| reason.is_none());
    let sound = editions.iter().find(|(_, reason)| *reason != Some(Withheld::Texts));
    Ok(offered.into_iter().chain(sound).map(|(id, _)| *id).collect())
}

/// Why an edition is not offered; `None` when it is.
///
/// # Errors
/// When the database refuses.
pub fn why_withheld(conn: &mut Conn, edition: EditionId) -> QueryResult<Option<Withheld>> {
    withheld_editions::table.find(edition).select(withheld_editions::reason).first(conn).optional()
}

/// Says since when some editions are not offered. What is wrong with its texts outlasts that its language is not served.
///
/// # Errors
/// When the database refuses.
pub fn set_withheld(
    conn: &mut Conn,
    editions: &[EditionId],
    (reason, since): (Withheld, Timestamp),
) -> QueryResult<()> {
    let known: HashSet<EditionId> = match reason {
        Withheld::Locale | Withheld::TakenOver => withheld_editions::table
            .filter(withheld_editions::edition.eq_any(editions))
            .select(withheld_editions::edition)
            .load::<EditionId>(conn)?
            .into_iter()
            .collect(),
        Withheld::Texts => {
            set_offered(conn, editions, None)?;
            HashSet::new()
        }
    };
    let row = |edition: &EditionId| {
        (withheld_editions::edition.eq(*edition), withheld_editions::at.eq(since), withheld_editions::reason.eq(reason))
    };
    let rows: Vec<_> = editions.iter().filter(|edition| !known.contains(edition)).map(row).collect();
    if !rows.is_empty() {
        on_backend!(conn, |c| diesel::insert_into(withheld_editions::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Says that some editions are offered: all of them, or those that were not for one reason.
///
/// # Errors
/// When the database refuses.
pub fn set_offered(conn: &mut Conn, editions: &[EditionId], reason: Option<Withheld>) -> QueryResult<()> {
    let of = withheld_editions::table.filter(withheld_editions::edition.eq_any(editions));
    match reason {
        Some(reason) => diesel::delete(of.filter(withheld_editions::reason.eq(reason))).execute(conn),
        None => diesel::delete(of).execute(conn),
    }
    .map(drop)
}
