//! What there is to do in a locale: units of a catalogue by how they stand.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::db::schema::{translations, units};
use crate::db::{Conn, MultiBackend};
use crate::i18n::Locale;
use crate::translations::model::{CatalogueId, Sought, Translation, TranslationState, Unit, UnitId};

/// Which units of a catalogue are listed.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    pub catalogue: CatalogueId,
    pub locale: &'a Locale,
    /// `None`: all.
    pub sought: Option<Sought>,
    /// Those for which something waits that is, or is not, among the first of somebody new.
    pub newcomer: Option<bool>,
    /// A lesson, a quiz, a group of messages.
    pub section: Option<&'a str>,
    /// A part of the source or of a translation, folded.
    pub text: Option<&'a str>,
    /// The place and id of the unit after which the list goes on.
    pub after: Option<(i32, UnitId)>,
    /// The place of the last unit that is looked at.
    pub until: Option<i32>,
    /// Nothing else is looked at.
    pub among: Option<&'a [UnitId]>,
}

pub(super) const WAITING: [TranslationState; 2] = [TranslationState::Suggested, TranslationState::ChangesRequested];
pub(super) const PRESENT: [TranslationState; 3] =
    [TranslationState::Suggested, TranslationState::ChangesRequested, TranslationState::Approved];

/// What a locale has for the unit of the query around it.
macro_rules! own {
    ($filter:expr) => {
        translations::table.filter(translations::unit.eq(units::id)).filter(translations::locale.eq($filter.locale))
    };
}

/// In their order.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter<'_>, limit: i64) -> QueryResult<Vec<Unit>> {
    let mut query = standing_as_sought(filter);
    if let Some(newcomer) = filter.newcomer {
        let waiting = translations::table
            .filter(translations::locale.eq(filter.locale))
            .filter(translations::state.eq_any(WAITING))
            .filter(translations::catalogue.eq(filter.catalogue))
            .filter(translations::newcomer.eq(newcomer));
        query = query.filter(units::id.eq_any(waiting.select(translations::unit)));
    }
    if let Some(section) = filter.section {
        query = query.filter(units::section.eq(section));
    }
    if let Some(text) = filter.text {
        let pattern = pattern(text);
        // The revision says nothing new, but keeps PostgreSQL from reading all translations to make a hash table of what is found.
        let translated = own!(filter)
            .filter(translations::state.eq_any(PRESENT))
            .filter(translations::revision.le(units::revision))
            .filter(translations::body_folded.like(pattern.clone()).escape('\\'));
        let found = units::source_folded.like(pattern).escape('\\');
        query = query.filter(found.or(exists(translated)));
    }
    if let Some(among) = filter.among {
        query = query.filter(units::id.eq_any(among));
    }
    if let Some((ordinal, id)) = filter.after {
        query = query.filter(units::ordinal.gt(ordinal).or(units::ordinal.eq(ordinal).and(units::id.gt(id))));
    }
    if let Some(until) = filter.until {
        query = query.filter(units::ordinal.le(until));
    }
    query.order((units::ordinal, units::id)).limit(limit).load(conn)
}

/// The units of a catalogue that stand as is sought.
fn standing_as_sought<'a>(filter: &Filter<'a>) -> units::BoxedQuery<'a, MultiBackend> {
    let query =
        units::table.filter(units::catalogue.eq(filter.catalogue)).filter(units::obsolete_at.is_null()).into_boxed();
    match filter.sought {
        None => query,
        Some(Sought::Missing) => query.filter(not(exists(own!(filter).filter(translations::state.eq_any(PRESENT))))),
        Some(Sought::Suggested) => {
            query.filter(exists(own!(filter).filter(translations::state.eq(TranslationState::Suggested))))
        }
        Some(Sought::ChangesRequested) => {
            query.filter(exists(own!(filter).filter(translations::state.eq(TranslationState::ChangesRequested))))
        }
        Some(Sought::Stale) => query.filter(exists(
            own!(filter)
                .filter(translations::state.eq(TranslationState::Approved))
                .filter(translations::revision.lt(units::significant_revision)),
        )),
        Some(Sought::Failing) => query.filter(exists(
            own!(filter).filter(translations::state.eq_any(WAITING)).filter(translations::fails.eq(true)),
        )),
        Some(Sought::Approved) => query.filter(exists(
            own!(filter)
                .filter(translations::state.eq(TranslationState::Approved))
                .filter(translations::revision.ge(units::significant_revision)),
        )),
    }
}

/// Whatever holds the text, in which `%` and `_` stand for themselves.
pub(super) fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// What is approved or waits in a locale for some units, the latest first of each.
///
/// # Errors
/// When the database refuses.
pub fn present(conn: &mut Conn, of: &[UnitId], locale: &Locale) -> QueryResult<Vec<Translation>> {
    translations::table
        .filter(translations::unit.eq_any(of))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any(PRESENT))
        .order((translations::unit, translations::id.desc()))
        .load(conn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;
    use crate::translations::store::tests::plans::{Expected, assert_by_index};

    #[test]
    fn a_page_goes_along_an_index_from_where_the_last_one_ended() {
        let unit = UnitId::from_uuid(uuid::Uuid::nil());
        let catalogue = CatalogueId::from_uuid(uuid::Uuid::nil());
        let all = Filter {
            catalogue,
            locale: &Locale::FR,
            sought: None,
            newcomer: None,
            until: None,
            section: None,
            text: None,
            after: Some((7, unit)),
            among: None,
        };
        let indexes = &["units_order", "translations_unit"];
        assert_by_index(Expected { count: 8, is_sorted: true, indexes }, |conn| {
            for sought in [
                None,
                Some(Sought::Missing),
                Some(Sought::Suggested),
                Some(Sought::ChangesRequested),
                Some(Sought::Stale),
                Some(Sought::Failing),
                Some(Sought::Approved),
            ] {
                assert_eq!(list(conn, &Filter { sought, ..all.clone() }, 9).expect("asked"), []);
            }
            assert_eq!(list(conn, &Filter { text: Some("qx"), ..all.clone() }, 9).expect("asked"), []);
        });
        assert_by_index(Expected { count: 1, is_sorted: false, indexes: &[] }, |conn| {
            let among = [unit];
            assert_eq!(list(conn, &Filter { among: Some(&among), ..all.clone() }, 9).expect("asked"), []);
        });
    }
}
