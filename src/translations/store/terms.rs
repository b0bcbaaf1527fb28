//! `terms`, `term_translations`.

use std::collections::{BTreeMap, HashMap, HashSet};

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

/// A term in the language of the sources.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct TermEntry {
    pub id: TermId,
    pub source: String,
    /// For translators; may be empty.
    pub definition: String,
    pub row_version: i32,
}

/// The glossary of a locale, as the checks take it: all terms, with what they are called there.
///
/// # Errors
/// When the database refuses.
pub fn glossary(conn: &mut Conn, locale: &Locale) -> QueryResult<Vec<Term>> {
    let fresh = |source: String| (source.clone(), Term { source, ..Term::default() });
    let sources: Vec<String> = terms::table.select(terms::source).load(conn)?;
    let mut glossary: BTreeMap<String, Term> = sources.into_iter().map(fresh).collect();
    let rows: Vec<(String, String, bool)> = terms::table
        .inner_join(term_translations::table)
        .filter(term_translations::locale.eq(locale))
        .order((terms::source, term_translations::text))
        .select((terms::source, term_translations::text, term_translations::forbidden))
        .load(conn)?;
    for (source, text, forbidden) in rows {
        let Some(term) = glossary.get_mut(&source) else { continue };
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

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: TermId) -> QueryResult<Option<TermEntry>> {
    terms::table.find(id).first(conn).optional()
}

/// All terms, by source.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<TermEntry>> {
    terms::table.order(terms::source).load(conn)
}

/// What all terms are called in a locale, and must not be called.
///
/// # Errors
/// When the database refuses.
pub fn called(conn: &mut Conn, locale: &Locale) -> QueryResult<HashMap<TermId, Vec<Called>>> {
    let rows: Vec<(TermId, Locale, String, bool, String)> = term_translations::table
        .filter(term_translations::locale.eq(locale))
        .order((term_translations::term, term_translations::forbidden, term_translations::text))
        .select((
            term_translations::term,
            term_translations::locale,
            term_translations::text,
            term_translations::forbidden,
            term_translations::note,
        ))
        .load(conn)?;
    let mut called: HashMap<TermId, Vec<Called>> = HashMap::new();
    for (term, locale, text, forbidden, note) in rows {
        called.entry(term).or_default().push(Called { locale, text, forbidden, note });
    }
    Ok(called)
}

/// What one term is called in a locale, and must not be called.
///
/// # Errors
/// When the database refuses.
pub fn called_of(conn: &mut Conn, term: TermId, locale: &Locale) -> QueryResult<Vec<Called>> {
    let rows: Vec<(String, bool, String)> = term_translations::table
        .filter(term_translations::term.eq(term))
        .filter(term_translations::locale.eq(locale))
        .order((term_translations::forbidden, term_translations::text))
        .select((term_translations::text, term_translations::forbidden, term_translations::note))
        .load(conn)?;
    let called = |(text, forbidden, note)| Called { locale: locale.clone(), text, forbidden, note };
    Ok(rows.into_iter().map(called).collect())
}

/// How many terms there are.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    terms::table.count().get_result(conn)
}

/// In how many ways terms are called in a locale, or must not be called.
///
/// # Errors
/// When the database refuses.
pub fn count_called(conn: &mut Conn, locale: &Locale) -> QueryResult<i64> {
    term_translations::table.filter(term_translations::locale.eq(locale)).count().get_result(conn)
}

/// The locales in which a term is called anything.
///
/// # Errors
/// When the database refuses.
pub fn locales(conn: &mut Conn) -> QueryResult<Vec<Locale>> {
    let locales = term_translations::table.select(term_translations::locale).distinct();
    locales.order(term_translations::locale).load(conn)
}

/// Writes what may change of a term. `false` when somebody changed it meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn update(conn: &mut Conn, term: &TermEntry) -> QueryResult<bool> {
    let unchanged = terms::table.find(term.id).filter(terms::row_version.eq(term.row_version));
    let changed = diesel::update(unchanged)
        .set((terms::definition.eq(&term.definition), terms::row_version.eq(term.row_version + 1)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Removes a term and whatever it is called.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, id: TermId) -> QueryResult<()> {
    diesel::delete(term_translations::table.filter(term_translations::term.eq(id))).execute(conn)?;
    diesel::delete(terms::table.find(id)).execute(conn).map(|_| ())
}

/// Takes back what a term is called. `false` when nobody said so.
///
/// # Errors
/// When the database refuses.
pub fn call_no_more(conn: &mut Conn, id: TermId, locale: &Locale, text: &str) -> QueryResult<bool> {
    Ok(diesel::delete(term_translations::table.find((id, locale, text))).execute(conn)? == 1)
}
