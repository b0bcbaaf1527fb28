//! What was translated before: units whose source is the same as another's, or like it.

use std::cmp::Reverse;
use std::collections::HashMap;

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{catalogues, translations, unit_signatures, units};
use crate::i18n::Locale;
use crate::translations::model::{Catalogue, Translation, TranslationState, Unit, UnitId};

/// Units that are read for each hash. More of them share one only where it is of a word that stands everywhere and tells little.
const MOST_SHARING: i64 = 1_000;

/// Units whose source is the same.
///
/// # Errors
/// When the database refuses.
pub fn same(conn: &mut Conn, hash: &str, limit: i64) -> QueryResult<Vec<UnitId>> {
    units::table.filter(units::source_hash.eq(hash)).order(units::id).select(units::id).limit(limit).load(conn)
}

/// Units that share some of these hashes, those that share most of them first.
///
/// # Errors
/// When the database refuses.
pub fn alike(conn: &mut Conn, hashes: &[i32], limit: usize) -> QueryResult<Vec<UnitId>> {
    let mut shared: HashMap<UnitId, usize> = HashMap::new();
    for hash in hashes {
        let units: Vec<UnitId> = unit_signatures::table
            .filter(unit_signatures::hash.eq(hash))
            .order(unit_signatures::unit)
            .select(unit_signatures::unit)
            .limit(MOST_SHARING)
            .load(conn)?;
        for unit in units {
            *shared.entry(unit).or_default() += 1;
        }
    }
    let mut found: Vec<(UnitId, usize)> = shared.into_iter().collect();
    found.sort_unstable_by_key(|(unit, count)| (Reverse(*count), *unit));
    Ok(found.into_iter().take(limit).map(|(unit, _)| unit).collect())
}

/// What is approved for some units in a locale and up to date with their source.
///
/// # Errors
/// When the database refuses.
pub fn approved(conn: &mut Conn, of: &[UnitId], locale: &Locale) -> QueryResult<Vec<(Unit, Translation, Catalogue)>> {
    units::table
        .inner_join(translations::table)
        .inner_join(catalogues::table)
        .filter(units::id.eq_any(of))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Approved))
        .filter(translations::revision.ge(units::significant_revision))
        .select((units::all_columns, translations::all_columns, catalogues::all_columns))
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;
    use crate::translations::store::tests::plans::{Expected, assert_by_index};

    #[test]
    fn what_was_translated_before_is_found_by_index() {
        assert_by_index(Expected { count: 4, is_sorted: false, indexes: &["units_hash"] }, |conn| {
            let unit = UnitId::from_uuid(uuid::Uuid::nil());
            assert_eq!(same(conn, &"ab".repeat(32), 10).expect("asked"), []);
            assert_eq!(alike(conn, &[1, 2], 10).expect("asked"), []);
            assert_eq!(approved(conn, &[unit], &Locale::FR).expect("asked"), []);
        });
    }
}
