//! `contributors`.

use std::collections::BTreeSet;

use diesel::dsl::max;
use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{contributors, publications, translation_reviews, translations};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::Contributor;

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId) -> QueryResult<Option<Contributor>> {
    contributors::table.find(person).first(conn).optional()
}

/// Notes on which terms somebody contributes. What was accepted before stays in the audit.
///
/// # Errors
/// When the database refuses.
pub fn set(conn: &mut Conn, contributor: &Contributor) -> QueryResult<()> {
    let person = contributors::person.eq(contributor.person);
    let wishes = (
        contributors::terms.eq(&contributor.terms),
        contributors::licence.eq(contributor.licence),
        contributors::accepted_at.eq(contributor.accepted_at),
        contributors::is_named.eq(contributor.is_named),
        contributors::wants_digest.eq(contributor.wants_digest),
        contributors::row_version.eq(contributor.row_version),
        contributors::told_until.eq(contributor.told_until),
    );
    on_backend!(conn, |c| diesel::insert_into(contributors::table)
        .values((person, wishes))
        .on_conflict(contributors::person)
        .do_update()
        .set(wishes)
        .execute(c))
    .map(|_| ())
}

/// Those of some people who allow it to be said that they contribute.
///
/// # Errors
/// When the database refuses.
pub fn named(conn: &mut Conn, people: &BTreeSet<PersonId>) -> QueryResult<Vec<PersonId>> {
    contributors::table
        .filter(contributors::person.eq_any(people))
        .filter(contributors::is_named.eq(true))
        .select(contributors::person)
        .load(conn)
}

/// When somebody last reviewed or suggested anything in a locale, or published it.
///
/// # Errors
/// When the database refuses.
pub fn last_active(conn: &mut Conn, person: PersonId, locale: &Locale) -> QueryResult<Option<Timestamp>> {
    let reviewed: Option<Timestamp> = translation_reviews::table
        .inner_join(translations::table.on(translations::id.eq(translation_reviews::translation)))
        .filter(translations::locale.eq(locale))
        .filter(translation_reviews::reviewer.eq(person))
        .order(translation_reviews::id.desc())
        .select(translation_reviews::at)
        .first(conn)
        .optional()?;
    let suggested: Option<Timestamp> = translations::table
        .filter(translations::author.eq(person))
        .filter(translations::locale.eq(locale))
        .order(translations::id.desc())
        .select(translations::created_at)
        .first(conn)
        .optional()?;
    let published: Option<Timestamp> = publications::table
        .filter(publications::locale.eq(locale))
        .filter(publications::published_by.eq(person))
        .select(max(publications::published_at))
        .first(conn)?;
    Ok([reviewed, suggested, published].into_iter().flatten().max())
}
