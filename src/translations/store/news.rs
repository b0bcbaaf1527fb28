//! What is new, for those who translate.

use diesel::dsl::{count, count_star, max, min};
use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{contributors, source_revisions, translation_reviews, translations, units};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::translations::model::{CatalogueId, Reason, TranslationState, UnitId, Verdict};

/// From when, which is excluded, until when.
pub type Span = (Timestamp, Timestamp);

/// Some of those who want to be told and were not told of all before a moment, and until when they were.
///
/// # Errors
/// When the database refuses.
pub fn untold(conn: &mut Conn, until: Timestamp, limit: i64) -> QueryResult<Vec<(PersonId, Timestamp)>> {
    contributors::table
        .filter(contributors::told_until.lt(until))
        .filter(contributors::wants_digest.eq(true))
        .order((contributors::told_until, contributors::person))
        .select((contributors::person, contributors::told_until))
        .limit(limit)
        .load(conn)
}

/// Notes until when somebody was told. `false` when somebody else told her meanwhile, or she does not want to be told any more.
///
/// # Errors
/// When the database refuses.
pub fn set_told(conn: &mut Conn, person: PersonId, (from, until): Span) -> QueryResult<bool> {
    let unchanged = contributors::table
        .find(person)
        .filter(contributors::told_until.eq(from))
        .filter(contributors::wants_digest.eq(true));
    Ok(diesel::update(unchanged).set(contributors::told_until.eq(until)).execute(conn)? == 1)
}

/// A review of a text of somebody's.
#[derive(Clone, Debug, Queryable)]
pub struct ReviewRow {
    pub verdict: Verdict,
    pub reason: Option<Reason>,
    pub remark: String,
    pub edited_body: Option<String>,
    pub unit: UnitId,
    pub catalogue: CatalogueId,
    pub locale: Locale,
    pub body: String,
    pub source: String,
}

/// What others said of somebody's texts, what asks for more work first; and how much it is in all.
///
/// # Errors
/// When the database refuses.
pub fn reviews(
    conn: &mut Conn,
    author: PersonId,
    (from, until): Span,
    limit: i64,
) -> QueryResult<(Vec<ReviewRow>, i64)> {
    let of_hers = || {
        translation_reviews::table
            .inner_join(translations::table.on(translations::id.eq(translation_reviews::translation)))
            .inner_join(units::table.on(units::id.eq(translations::unit)))
            .filter(translations::author.eq(author))
            .filter(translation_reviews::reviewer.ne(author))
            .filter(translation_reviews::at.gt(from))
            .filter(translation_reviews::at.le(until))
    };
    let rows: Vec<ReviewRow> = of_hers()
        .order((translation_reviews::verdict.desc(), translation_reviews::id))
        .select((
            translation_reviews::verdict,
            translation_reviews::reason,
            translation_reviews::remark,
            translation_reviews::edited_body,
            units::id,
            units::catalogue,
            translations::locale,
            translations::body,
            units::source,
        ))
        .limit(limit)
        .load(conn)?;
    let is_all = i64::try_from(rows.len()).is_ok_and(|found| found < limit);
    let all = if is_all { 0 } else { of_hers().select(count_star()).first(conn)? };
    Ok((rows, all))
}

/// Where somebody has made suggestions since a moment.
///
/// # Errors
/// When the database refuses.
pub fn worked_on(conn: &mut Conn, author: PersonId, since: Timestamp) -> QueryResult<Vec<(Locale, CatalogueId)>> {
    translations::table
        .filter(translations::author.eq(author))
        .filter(translations::created_at.gt(since))
        .select((translations::locale, translations::catalogue))
        .distinct()
        .load(conn)
}

/// How many units of each catalogue are new, and how many of those that were there say something else.
#[derive(Clone, Debug)]
pub struct SourceCounts {
    pub added: Vec<(CatalogueId, i64)>,
    pub changed: Vec<(CatalogueId, i64)>,
}

/// What came to the sources.
///
/// # Errors
/// When the database refuses.
pub fn sources(conn: &mut Conn, (from, until): Span) -> QueryResult<SourceCounts> {
    let noted = || {
        source_revisions::table
            .inner_join(units::table.on(units::id.eq(source_revisions::unit)))
            .filter(source_revisions::created_at.gt(from))
            .filter(source_revisions::created_at.le(until))
            .filter(units::obsolete_at.is_null())
            .group_by(units::catalogue)
    };
    let added = noted().filter(source_revisions::number.eq(1)).select((units::catalogue, count_star())).load(conn)?;
    let changed = noted()
        .filter(source_revisions::number.gt(1))
        .filter(source_revisions::significant.eq(true))
        .select((units::catalogue, count(units::id).aggregate_distinct()))
        .load(conn)?;
    Ok(SourceCounts { added, changed })
}

/// Suggestions of somebody's for a catalogue that wait for a review.
#[derive(Clone, Debug, Queryable)]
pub struct WaitingRow {
    pub catalogue: CatalogueId,
    pub author: Option<PersonId>,
    pub count: i64,
    pub oldest: Option<Timestamp>,
    pub newest: Option<Timestamp>,
}

/// What has waited for a review in a locale since a moment, or for longer.
///
/// # Errors
/// When the database refuses.
pub fn waiting(conn: &mut Conn, locale: &Locale, until: Timestamp) -> QueryResult<Vec<WaitingRow>> {
    translations::table
        .inner_join(units::table.on(units::id.eq(translations::unit)))
        .filter(units::obsolete_at.is_null())
        .filter(translations::created_at.le(until))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Suggested))
        .group_by((translations::catalogue, translations::author))
        .select((
            translations::catalogue,
            translations::author,
            count_star(),
            min(translations::created_at),
            max(translations::created_at),
        ))
        .load(conn)
}
