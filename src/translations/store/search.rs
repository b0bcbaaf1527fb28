//! Which units hold a text, where they are few: from an index of trigrams. What is found is a hint, and compared as any other.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Text};

use crate::db::Conn;
use crate::db::schema::{translations, units};
use crate::i18n::Locale;
use crate::translations::model::{CatalogueId, UnitId};
use crate::translations::store::work::{WAITING, pattern};

/// Units, by catalogue.
pub type Few = HashMap<CatalogueId, Vec<UnitId>>;

/// Where more are found, going through all in their order soon fills a page.
pub const FEW: i64 = 500;
/// Parts of a text that are looked up: more of them find hardly less.
const MOST_PARTS: usize = 12;

/// The units whose source, or a translation of it in a locale, may hold a folded text. `None`: they are many, or the text is too short to be
/// looked up.
///
/// # Errors
/// When the database refuses.
pub fn holding(conn: &mut Conn, locale: &Locale, text: &str) -> QueryResult<Option<Few>> {
    let parts = parts(text);
    if parts.is_empty() {
        return Ok(None);
    }
    let mut found = Vec::new();
    for within in [None, Some(locale)] {
        let rows = match conn {
            Conn::Sqlite(conn) => by_parts(conn, within, &parts)?,
            Conn::Postgres(conn) => by_pattern(conn, within, text)?,
        };
        if rows.len() >= few() {
            return Ok(None);
        }
        found.extend(rows);
    }
    Ok(Some(by_catalogue(found)))
}

/// The units for which something waits in a locale. Ask only where the counts say that there are few.
///
/// # Errors
/// When the database refuses.
pub fn waiting(conn: &mut Conn, locale: &Locale) -> QueryResult<Few> {
    let rows = translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any(WAITING))
        .select((translations::unit, translations::catalogue))
        .load(conn)?;
    Ok(by_catalogue(rows))
}

fn few() -> usize {
    usize::try_from(FEW).unwrap_or(usize::MAX)
}

fn by_catalogue(rows: Vec<(UnitId, CatalogueId)>) -> Few {
    let mut few = Few::new();
    for (unit, catalogue) in rows {
        few.entry(catalogue).or_default().push(unit);
    }
    few
}

/// The trigrams of the words of a text. Only letters and digits: what stands between words is in no index of PostgreSQL. None of a text
/// that goes on repeating itself: its few trigrams are in many texts that do not hold it, and each of these would be read.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).flat_map(trigrams).collect();
    let all = parts.len();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() * 2 < all {
        return Vec::new();
    }
    parts.truncate(MOST_PARTS);
    parts
}

fn trigrams(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).map(|part| part.iter().collect()).collect()
}

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = Binary)]
    unit: UnitId,
    #[diesel(sql_type = Binary)]
    catalogue: CatalogueId,
}

/// Texts that have all the trigrams. Where a text belongs stands in angle brackets in the index, so that it is of trigrams, too.
fn by_parts(
    conn: &mut SqliteConnection,
    locale: Option<&Locale>,
    parts: &[String],
) -> QueryResult<Vec<(UnitId, CatalogueId)>> {
    let place = trigrams(&format!("<{}>", locale.map_or("source", Locale::as_str)));
    let all = |parts: &[String]| parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" AND ");
    let hits: Vec<Hit> = diesel::sql_query(
        "SELECT t.unit AS unit, u.catalogue AS catalogue \
         FROM searched_grams g CROSS JOIN searched_texts t ON t.number = g.rowid CROSS JOIN units u ON u.id = t.unit \
         WHERE g.searched_grams MATCH ? AND t.locale = ? LIMIT ?",
    )
    .bind::<Text, _>(format!("locale : ({}) AND body : ({})", all(&place), all(parts)))
    .bind::<Text, _>(locale.map_or("", Locale::as_str))
    .bind::<BigInt, _>(FEW)
    .load(conn)?;
    Ok(hits.into_iter().map(|hit| (hit.unit, hit.catalogue)).collect())
}

fn by_pattern(conn: &mut PgConnection, locale: Option<&Locale>, text: &str) -> QueryResult<Vec<(UnitId, CatalogueId)>> {
    let Some(locale) = locale else {
        let holding = units::table.filter(units::source_folded.like(pattern(text)).escape('\\'));
        return holding.order(units::id).select((units::id, units::catalogue)).limit(FEW).load(conn);
    };
    // In the order of an index, so that what is frequent is found soon: a plan that goes through the table would meet other locales first.
    translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::body_folded.like(pattern(text)).escape('\\'))
        .order((translations::state, translations::catalogue, translations::id))
        .select((translations::unit, translations::catalogue))
        .limit(FEW)
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translations::store::tests::plans::{Expected, assert_by_index};

    #[test]
    fn texts_are_found_by_index() {
        assert_by_index(Expected { count: 3, is_sorted: false, indexes: &["translations_queue"] }, |conn| {
            assert_eq!(holding(conn, &Locale::FR, "permit").expect("asked"), Some(Few::new()));
            assert_eq!(waiting(conn, &Locale::FR).expect("asked"), Few::new());
        });
    }

    #[test]
    fn what_is_too_short_to_be_looked_up_has_no_parts() {
        for (text, expected) in [
            ("permit", vec!["erm", "mit", "per", "rmi"]),
            ("a b c", vec![]),
            ("许可", vec![]),
            ("许可证", vec!["许可证"]),
            ("100%_", vec!["100"]),
            ("\"or\" or", vec![]),
            ("banana", vec!["ana", "ban", "nan"]),
            ("aaaa aaa", vec![]),
            (&"spe".repeat(33), vec![]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
        assert_eq!(parts("abcdefghijklmnopqrstuvwxyz").len(), MOST_PARTS);
    }
}
