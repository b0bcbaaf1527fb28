//! `terms`, `term_translations`.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{term_translations, terms};
use crate::i18n::Locale;
use crate::i18n::checks::Term;
use crate::id_type;

id_type!(
    /// A term of the glossary.
    TermId
);

/// The glossary of a locale, as the checks take it.
///
/// # Errors
/// When the database refuses.
pub fn glossary(conn: &mut Conn, locale: &Locale) -> QueryResult<Vec<Term>> {
    let rows: Vec<(String, String, bool)> = terms::table
        .inner_join(term_translations::table)
        .filter(term_translations::locale.eq(locale))
        .order((terms::source, term_translations::text))
        .select((terms::source, term_translations::text, term_translations::forbidden))
        .load(conn)?;
    let mut glossary: BTreeMap<String, Term> = BTreeMap::new();
    for (source, text, forbidden) in rows {
        let fresh = || Term { source: source.clone(), accepted: Vec::new(), forbidden: Vec::new() };
        let term = glossary.entry(source.clone()).or_insert_with(fresh);
        if forbidden { term.forbidden.push(text) } else { term.accepted.push(text) }
    }
    Ok(glossary.into_values().collect())
}
