//! `terms`, `term_translations`.

use std::collections::{BTreeMap, HashSet};

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{term_translations, terms};
use crate::i18n::Locale;
use crate::i18n::checks::Term;
use crate::ids::PersonId;
use crate::{id_type, on_backend};

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

/// What a term is called, or must not be called, in a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub locale: Locale,
    pub text: String,
    pub forbidden: bool,
    /// Why, for translators.
    pub note: String,
}

/// The sources of all terms.
///
/// # Errors
/// When the database refuses.
pub fn list_sources(conn: &mut Conn) -> QueryResult<HashSet<String>> {
    Ok(terms::table.select(terms::source).load(conn)?.into_iter().collect())
}

/// Adds a term. `false` when it is there.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, id: TermId, source: &str, definition: &str) -> QueryResult<bool> {
    let values =
        (terms::id.eq(id), terms::source.eq(source), terms::definition.eq(definition), terms::row_version.eq(1));
    let added =
        on_backend!(conn, |c| diesel::insert_into(terms::table).values(values).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Says what a term is called, or must not be called.
///
/// # Errors
/// When the database refuses.
pub fn call(
    conn: &mut Conn,
    term: TermId,
    called: &Called,
    (author, now): (Option<PersonId>, Timestamp),
) -> QueryResult<()> {
    let key = (
        term_translations::term.eq(term),
        term_translations::locale.eq(&called.locale),
        term_translations::text.eq(&called.text),
    );
    let said = (
        term_translations::forbidden.eq(called.forbidden),
        term_translations::note.eq(&called.note),
        term_translations::author.eq(author),
        term_translations::at.eq(now),
    );
    on_backend!(conn, |c| diesel::insert_into(term_translations::table)
        .values((key, said))
        .on_conflict((term_translations::term, term_translations::locale, term_translations::text))
        .do_update()
        .set(said)
        .execute(c))
    .map(|_| ())
}
