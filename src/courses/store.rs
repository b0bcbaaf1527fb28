//! `courses`, `course_versions`, `course_editions`, `course_pictures`, `course_drafts`.

mod withheld;

use diesel::prelude::*;

use super::model::{Compiled, ContentHash, Edition, EditionText, Keys, Language, MediaType, Sealed, Slug, Structure};
use crate::clock::Timestamp;
use crate::db::schema::{course_drafts, course_editions, course_pictures, course_versions, courses};
use crate::db::{Conn, Json};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::{id_type, on_backend, words};

pub use withheld::{
    Withheld, editions_to_read, list_withheld, set_offered, set_withheld, why_withheld, withheld_languages,
};

id_type!(
    /// A course, whatever its versions.
    CourseId
);
id_type!(
    /// One immutable version of a course.
    VersionId
);
id_type!(
    /// One language of a version, in one generation.
    EditionId
);
id_type!(
    /// A package that was uploaded or shipped, waiting to be looked at.
    DraftId
);

/// A version as it is stored, without its editions.
pub struct StoredVersion {
    pub id: VersionId,
    pub course: CourseId,
    pub number: i32,
    pub hash: String,
    pub structure: Structure,
    pub keys: Keys,
    pub published_at: Timestamp,
}

/// An edition as it is stored.
pub struct StoredEdition {
    pub id: EditionId,
    pub generation: i32,
    pub hash: String,
    pub text: EditionText,
    pub sealed: Sealed,
}

words!(
    /// Where a draft came from.
    Origin {
        Upload = "upload",
        Shipped = "shipped",
    }
);

/// The course of a slug, added when it is new.
///
/// # Errors
/// When the database refuses.
pub fn find_or_add_course(conn: &mut Conn, id: CourseId, slug: &Slug, now: Timestamp) -> QueryResult<CourseId> {
    on_backend!(conn, |c| {
        diesel::insert_into(courses::table)
            .values((courses::id.eq(id), courses::slug.eq(slug.as_str()), courses::created_at.eq(now)))
            .on_conflict_do_nothing()
            .execute(c)?;
    });
    courses::table.filter(courses::slug.eq(slug.as_str())).select(courses::id).first(conn)
}

/// # Errors
/// When the database refuses.
pub fn find_course(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<CourseId>> {
    courses::table.filter(courses::slug.eq(slug.as_str())).select(courses::id).first(conn).optional()
}

/// The newest version of each course.
///
/// # Errors
/// When the database refuses.
pub fn list_current(conn: &mut Conn) -> QueryResult<Vec<VersionId>> {
    let rows: Vec<(CourseId, VersionId)> = course_versions::table
        .order((course_versions::course, course_versions::number.desc()))
        .select((course_versions::course, course_versions::id))
        .load(conn)?;
    let mut current: Vec<(CourseId, VersionId)> = Vec::new();
    for (course, version) in rows {
        if current.last().is_none_or(|(known, _)| *known != course) {
            current.push((course, version));
        }
    }
    Ok(current.into_iter().map(|(_, version)| version).collect())
}

/// A version of a course: its number, its hash, and when it was published.
pub type VersionRow = (VersionId, i32, String, Timestamp);

/// The versions of a course, the newest first.
///
/// # Errors
/// When the database refuses.
pub fn list_versions(conn: &mut Conn, course: CourseId) -> QueryResult<Vec<VersionRow>> {
    list_versions_before(conn, course, i32::MAX, i64::MAX)
}

/// The version of a course that is current.
///
/// # Errors
/// When the database refuses.
pub fn current_version(conn: &mut Conn, course: CourseId) -> QueryResult<Option<VersionRow>> {
    Ok(list_versions_before(conn, course, i32::MAX, 1)?.pop())
}

/// So many versions of a course before a number, the newest first.
///
/// # Errors
/// When the database refuses.
pub fn list_versions_before(
    conn: &mut Conn,
    course: CourseId,
    before: i32,
    limit: i64,
) -> QueryResult<Vec<VersionRow>> {
    course_versions::table
        .filter(course_versions::course.eq(course))
        .filter(course_versions::number.lt(before))
        .order(course_versions::number.desc())
        .select((course_versions::id, course_versions::number, course_versions::hash, course_versions::published_at))
        .limit(limit)
        .load(conn)
}

/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find_version(conn: &mut Conn, id: VersionId) -> Result<Option<StoredVersion>, AppError> {
    type Row = (CourseId, i32, String, Json, Json, Timestamp);
    let row: Option<Row> = course_versions::table
        .find(id)
        .select((
            course_versions::course,
            course_versions::number,
            course_versions::hash,
            course_versions::structure,
            course_versions::answer_keys,
            course_versions::published_at,
        ))
        .first(conn)
        .optional()?;
    let Some((course, number, hash, structure, keys, published_at)) = row else { return Ok(None) };
    let (structure, keys) = (structure.read()?, keys.read()?);
    Ok(Some(StoredVersion { id, course, number, hash, structure, keys, published_at }))
}

/// The slug of the course that a version is of.
///
/// # Errors
/// When the database refuses.
pub fn find_slug(conn: &mut Conn, version: VersionId) -> QueryResult<Option<String>> {
    let of_version = course_versions::table.inner_join(courses::table).filter(course_versions::id.eq(version));
    of_version.select(courses::slug).first(conn).optional()
}

/// The languages of a version, offered or not.
///
/// # Errors
/// When the database refuses.
pub fn list_languages(conn: &mut Conn, version: VersionId) -> QueryResult<Vec<String>> {
    let of_version = course_editions::table.filter(course_editions::version.eq(version));
    of_version.select(course_editions::locale).distinct().order(course_editions::locale).load(conn)
}

/// The editions of a version in a language.
///
/// # Errors
/// When the database refuses.
pub fn editions_in(conn: &mut Conn, version: VersionId, locale: &Language) -> QueryResult<Vec<EditionId>> {
    course_editions::table
        .filter(course_editions::version.eq(version))
        .filter(course_editions::locale.eq(locale.as_str()))
        .select(course_editions::id)
        .load(conn)
}

/// Every edition of a version, older generations first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn list_editions(conn: &mut Conn, version: VersionId) -> Result<Vec<StoredEdition>, AppError> {
    let rows: Vec<(EditionId, i32, String, Json, Json)> = course_editions::table
        .filter(course_editions::version.eq(version))
        .order((course_editions::locale, course_editions::generation))
        .select((
            course_editions::id,
            course_editions::generation,
            course_editions::hash,
            course_editions::words,
            course_editions::sealed,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, generation, hash, words, sealed)| {
            Ok(StoredEdition { id, generation, hash, text: words.read()?, sealed: sealed.read()? })
        })
        .collect()
}

/// Adds a version, without editions.
///
/// # Errors
/// When the database refuses.
pub fn add_version(
    conn: &mut Conn,
    id: VersionId,
    course: CourseId,
    compiled: &Compiled,
    published: (Option<PersonId>, Timestamp),
) -> Result<i32, AppError> {
    let last: Option<i32> = course_versions::table
        .filter(course_versions::course.eq(course))
        .select(diesel::dsl::max(course_versions::number))
        .first(conn)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(course_versions::table)
        .values((
            course_versions::id.eq(id),
            course_versions::course.eq(course),
            course_versions::number.eq(number),
            course_versions::hash.eq(compiled.hash.to_string()),
            course_versions::structure.eq(Json::of(&compiled.structure)?),
            course_versions::answer_keys.eq(Json::of(&compiled.keys)?),
            course_versions::published_by.eq(published.0),
            course_versions::published_at.eq(published.1),
        ))
        .execute(conn)?;
    Ok(number)
}

/// The newest edition of a version in a language: its id, its generation and its hash.
///
/// # Errors
/// When the database refuses.
pub fn newest_edition(
    conn: &mut Conn,
    version: VersionId,
    locale: &Language,
) -> QueryResult<Option<(EditionId, i32, String)>> {
    course_editions::table
        .filter(course_editions::version.eq(version))
        .filter(course_editions::locale.eq(locale.as_str()))
        .order(course_editions::generation.desc())
        .select((course_editions::id, course_editions::generation, course_editions::hash))
        .first(conn)
        .optional()
}

type EditionRow = (VersionId, EditionId, i32, String, Json, Json);

fn stored((version, id, generation, hash, words, sealed): EditionRow) -> Result<(VersionId, StoredEdition), AppError> {
    Ok((version, StoredEdition { id, generation, hash, text: words.read()?, sealed: sealed.read()? }))
}

const EDITION: (
    course_editions::version,
    course_editions::id,
    course_editions::generation,
    course_editions::hash,
    course_editions::words,
    course_editions::sealed,
) = (
    course_editions::version,
    course_editions::id,
    course_editions::generation,
    course_editions::hash,
    course_editions::words,
    course_editions::sealed,
);

/// What was published last of a course in a language, offered or not, and the version that it is of.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn newest_of_course(
    conn: &mut Conn,
    course: CourseId,
    locale: &Language,
) -> Result<Option<(VersionId, StoredEdition)>, AppError> {
    let row: Option<EditionRow> = course_editions::table
        .inner_join(course_versions::table)
        .filter(course_versions::course.eq(course))
        .filter(course_editions::locale.eq(locale.as_str()))
        .order((course_versions::number.desc(), course_editions::generation.desc()))
        .select(EDITION)
        .first(conn)
        .optional()?;
    row.map(stored).transpose()
}

/// As [`newest_of_course`], of a version.
///
/// # Errors
/// As there.
pub fn newest_of_version(
    conn: &mut Conn,
    version: VersionId,
    locale: &Language,
) -> Result<Option<(VersionId, StoredEdition)>, AppError> {
    let row: Option<EditionRow> = course_editions::table
        .filter(course_editions::version.eq(version))
        .filter(course_editions::locale.eq(locale.as_str()))
        .order(course_editions::generation.desc())
        .select(EDITION)
        .first(conn)
        .optional()?;
    row.map(stored).transpose()
}

/// An edition with its texts.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find_edition(conn: &mut Conn, id: EditionId) -> Result<Option<StoredEdition>, AppError> {
    let row: Option<EditionRow> = course_editions::table.find(id).select(EDITION).first(conn).optional()?;
    row.map(|row| stored(row).map(|(_, edition)| edition)).transpose()
}

/// Every edition in a language of some courses, of any version.
///
/// # Errors
/// When the database refuses.
pub fn editions_of_courses(conn: &mut Conn, slugs: &[&str], locale: &str) -> QueryResult<Vec<EditionId>> {
    course_editions::table
        .inner_join(course_versions::table.inner_join(courses::table))
        .filter(courses::slug.eq_any(slugs))
        .filter(course_editions::locale.eq(locale))
        .select(course_editions::id)
        .load(conn)
}

/// The version that an edition is of.
///
/// # Errors
/// When the database refuses.
pub fn version_of(conn: &mut Conn, edition: EditionId) -> QueryResult<Option<VersionId>> {
    course_editions::table.find(edition).select(course_editions::version).first(conn).optional()
}

/// Adds an edition.
///
/// # Errors
/// When the database refuses.
pub fn add_edition(
    conn: &mut Conn,
    key: (EditionId, VersionId, i32),
    edition: &Edition,
    now: Timestamp,
) -> Result<(), AppError> {
    let (id, version, generation) = key;
    diesel::insert_into(course_editions::table)
        .values((
            course_editions::id.eq(id),
            course_editions::version.eq(version),
            course_editions::locale.eq(edition.text.language.as_str()),
            course_editions::generation.eq(generation),
            course_editions::hash.eq(edition.hash.to_string()),
            course_editions::words.eq(Json::of(&edition.text)?),
            course_editions::sealed.eq(Json::of(&edition.sealed)?),
            course_editions::published_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps a picture; the same bytes are kept once.
///
/// # Errors
/// When the database refuses.
pub fn add_picture(conn: &mut Conn, hash: &ContentHash, media_type: MediaType, bytes: &[u8]) -> QueryResult<()> {
    on_backend!(conn, |c| {
        diesel::insert_into(course_pictures::table)
            .values((
                course_pictures::hash.eq(hash.to_string()),
                course_pictures::media_type.eq(media_type.as_str()),
                course_pictures::bytes.eq(bytes),
            ))
            .on_conflict_do_nothing()
            .execute(c)
            .map(|_| ())
    })
}

/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find_picture(conn: &mut Conn, hash: &ContentHash) -> Result<Option<(MediaType, Vec<u8>)>, AppError> {
    let row: Option<(String, Vec<u8>)> = course_pictures::table
        .find(hash.to_string())
        .select((course_pictures::media_type, course_pictures::bytes))
        .first(conn)
        .optional()?;
    row.map(|(kind, bytes)| Ok((kind.parse().map_err(AppError::broken)?, bytes))).transpose()
}

/// A package to be kept until somebody publishes it.
pub struct NewDraft<'a> {
    pub id: DraftId,
    pub course: CourseId,
    /// SHA-256 of the package.
    pub hash: &'a str,
    /// ZIP.
    pub package: &'a [u8],
    pub origin: Origin,
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

/// Keeps a draft; `false` when the same package is there already.
///
/// # Errors
/// When the database refuses.
pub fn add_draft(conn: &mut Conn, draft: &NewDraft<'_>) -> QueryResult<bool> {
    let added = on_backend!(conn, |c| {
        diesel::insert_into(course_drafts::table)
            .values((
                course_drafts::id.eq(draft.id),
                course_drafts::course.eq(draft.course),
                course_drafts::hash.eq(draft.hash),
                course_drafts::package.eq(draft.package),
                course_drafts::origin.eq(draft.origin),
                course_drafts::uploaded_by.eq(draft.by),
                course_drafts::uploaded_at.eq(draft.at),
            ))
            .on_conflict_do_nothing()
            .execute(c)?
    });
    Ok(added == 1)
}

/// Whether a package was seen before.
///
/// # Errors
/// When the database refuses.
pub fn has_draft(conn: &mut Conn, slug: &Slug, hash: &str) -> QueryResult<bool> {
    let drafts = course_drafts::table.inner_join(courses::table.on(courses::id.eq(course_drafts::course)));
    let count: i64 =
        drafts.filter(courses::slug.eq(slug.as_str())).filter(course_drafts::hash.eq(hash)).count().get_result(conn)?;
    Ok(count > 0)
}

/// A draft, without its package.
#[derive(Clone, Debug, Queryable)]
pub struct Draft {
    pub id: DraftId,
    pub origin: Origin,
    pub uploaded_by: Option<PersonId>,
    pub uploaded_at: Timestamp,
    pub published_as: Option<VersionId>,
}

/// A draft's package, and the course that it is of.
#[derive(Clone, Debug, Queryable)]
pub struct StoredDraft {
    pub slug: String,
    /// ZIP.
    pub package: Vec<u8>,
}

/// A package that was brought again becomes the latest, and waits again if it was published.
///
/// # Errors
/// When the database refuses.
pub fn set_uploaded(conn: &mut Conn, again: &NewDraft<'_>) -> QueryResult<DraftId> {
    let known = course_drafts::table
        .filter(course_drafts::course.eq(again.course))
        .filter(course_drafts::hash.eq(again.hash))
        .select(course_drafts::id)
        .first::<DraftId>(conn)?;
    diesel::update(course_drafts::table.find(known))
        .set((
            course_drafts::uploaded_at.eq(again.at),
            course_drafts::uploaded_by.eq(again.by),
            course_drafts::published_as.eq(None::<VersionId>),
        ))
        .execute(conn)?;
    Ok(known)
}

/// The drafts of a course before a moment, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_drafts(
    conn: &mut Conn,
    course: CourseId,
    before: Option<(Timestamp, DraftId)>,
    limit: i64,
) -> QueryResult<Vec<Draft>> {
    let mut drafts = course_drafts::table.filter(course_drafts::course.eq(course)).into_boxed();
    if let Some((at, id)) = before {
        let same_moment = course_drafts::uploaded_at.eq(at).and(course_drafts::id.lt(id));
        drafts = drafts.filter(course_drafts::uploaded_at.lt(at).or(same_moment));
    }
    drafts
        .order((course_drafts::uploaded_at.desc(), course_drafts::id.desc()))
        .select((
            course_drafts::id,
            course_drafts::origin,
            course_drafts::uploaded_by,
            course_drafts::uploaded_at,
            course_drafts::published_as,
        ))
        .limit(limit)
        .load(conn)
}

/// # Errors
/// When the database refuses.
pub fn find_draft(conn: &mut Conn, id: DraftId) -> QueryResult<Option<StoredDraft>> {
    course_drafts::table
        .inner_join(courses::table.on(courses::id.eq(course_drafts::course)))
        .filter(course_drafts::id.eq(id))
        .select((courses::slug, course_drafts::package))
        .first(conn)
        .optional()
}

/// The package that a version was published from, ZIP; of several the one that came last.
///
/// # Errors
/// When the database refuses.
pub fn find_package(conn: &mut Conn, version: VersionId) -> QueryResult<Option<Vec<u8>>> {
    course_drafts::table
        .filter(course_drafts::published_as.eq(version))
        .order((course_drafts::uploaded_at.desc(), course_drafts::id.desc()))
        .select(course_drafts::package)
        .first(conn)
        .optional()
}

/// Notes what a draft was published as; `false` when it had been published as that before.
///
/// # Errors
/// When the database refuses.
pub fn set_published(conn: &mut Conn, draft: DraftId, version: VersionId) -> QueryResult<bool> {
    let before: Option<VersionId> = course_drafts::table.find(draft).select(course_drafts::published_as).first(conn)?;
    diesel::update(course_drafts::table.find(draft)).set(course_drafts::published_as.eq(version)).execute(conn)?;
    Ok(before != Some(version))
}
