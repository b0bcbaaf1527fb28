//! `contributions`: what each person did for a locale, kept with every step.

use std::collections::BTreeMap;

use diesel::dsl::{count_star, exists, not, sum};
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{contributions, contributors, translation_reviews, translations};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::{CatalogueId, Deeds, TranslationId, TranslationState};

/// Where somebody contributed.
pub type Place = (Locale, CatalogueId, PersonId);

/// Adds to what somebody did.
///
/// # Errors
/// When the database refuses.
pub fn add(
    conn: &mut Conn,
    (locale, catalogue, person): (&Locale, CatalogueId, PersonId),
    more: Deeds,
) -> QueryResult<()> {
    let place =
        (contributions::locale.eq(locale), contributions::catalogue.eq(catalogue), contributions::person.eq(person));
    let new = (
        contributions::suggested.eq(more.suggested),
        contributions::approved.eq(more.approved),
        contributions::reviewed.eq(more.reviewed),
    );
    let sums = (
        contributions::suggested.eq(contributions::suggested + more.suggested),
        contributions::approved.eq(contributions::approved + more.approved),
        contributions::reviewed.eq(contributions::reviewed + more.reviewed),
    );
    on_backend!(conn, |c| diesel::insert_into(contributions::table)
        .values((place, new))
        .on_conflict((contributions::locale, contributions::catalogue, contributions::person))
        .do_update()
        .set(sums)
        .execute(c))
    .map(|_| ())
}

/// Whether anybody did anything for a catalogue in a locale.
///
/// # Errors
/// When the database refuses.
pub fn has_any(conn: &mut Conn, locale: &Locale, catalogue: CatalogueId) -> QueryResult<bool> {
    let nothing = contributions::suggested.eq(0).and(contributions::approved.eq(0)).and(contributions::reviewed.eq(0));
    let something = contributions::table
        .filter(contributions::locale.eq(locale))
        .filter(contributions::catalogue.eq(catalogue))
        .filter(not(nothing));
    diesel::select(exists(something)).get_result(conn)
}

/// Those who contributed something lasting to a locale and allow it to be said, whoever contributed most first.
///
/// # Errors
/// When the database refuses.
pub fn list_named(
    conn: &mut Conn,
    locale: &Locale,
    catalogue: Option<CatalogueId>,
    limit: i64,
) -> QueryResult<Vec<(PersonId, Deeds)>> {
    type Row = (PersonId, Option<i64>, Option<i64>, Option<i64>);
    let (approved, reviewed) = (sum(contributions::approved), sum(contributions::reviewed));
    let mut query = contributions::table
        .inner_join(contributors::table.on(contributors::person.eq(contributions::person)))
        .filter(contributors::is_named.eq(true))
        .filter(contributions::locale.eq(locale))
        .group_by(contributions::person)
        .having(approved.gt(0).or(reviewed.gt(0)))
        .select((contributions::person, sum(contributions::suggested), approved, reviewed))
        .into_boxed();
    if let Some(catalogue) = catalogue {
        query = query.filter(contributions::catalogue.eq(catalogue));
    }
    let rows: Vec<Row> =
        query.order((approved.desc(), reviewed.desc(), contributions::person)).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(|(person, one, two, three)| (person, summed([one, two, three]))).collect())
}

/// What people did, by locale.
///
/// # Errors
/// When the database refuses.
pub fn list_of(conn: &mut Conn, people: &[PersonId]) -> QueryResult<BTreeMap<PersonId, Vec<(Locale, Deeds)>>> {
    type Row = (PersonId, Locale, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<Row> = contributions::table
        .filter(contributions::person.eq_any(people))
        .group_by((contributions::person, contributions::locale))
        .order((contributions::person, contributions::locale))
        .select((
            contributions::person,
            contributions::locale,
            sum(contributions::suggested),
            sum(contributions::approved),
            sum(contributions::reviewed),
        ))
        .load(conn)?;
    let mut found: BTreeMap<PersonId, Vec<(Locale, Deeds)>> = BTreeMap::new();
    for (person, locale, suggested, approved, reviewed) in rows {
        let deeds = summed([suggested, approved, reviewed]);
        if deeds != Deeds::default() {
            found.entry(person).or_default().push((locale, deeds));
        }
    }
    Ok(found)
}

fn summed(sums: [Option<i64>; 3]) -> Deeds {
    let [suggested, approved, reviewed] = sums.map(|sum| i32::try_from(sum.unwrap_or_default()).unwrap_or(i32::MAX));
    Deeds { suggested, approved, reviewed }
}

/// What is kept for a locale.
///
/// # Errors
/// When the database refuses.
pub fn kept(conn: &mut Conn, locale: &Locale) -> QueryResult<BTreeMap<Place, Deeds>> {
    type Row = (CatalogueId, PersonId, i32, i32, i32);
    let rows: Vec<Row> = contributions::table
        .filter(contributions::locale.eq(locale))
        .select((
            contributions::catalogue,
            contributions::person,
            contributions::suggested,
            contributions::approved,
            contributions::reviewed,
        ))
        .load(conn)?;
    let deed = |(catalogue, person, suggested, approved, reviewed): Row| {
        ((locale.clone(), catalogue, person), Deeds { suggested, approved, reviewed })
    };
    Ok(rows.into_iter().map(deed).filter(|(_, deeds)| *deeds != Deeds::default()).collect())
}

/// What the translations and the reviews of a locale come to.
///
/// # Errors
/// When the database refuses.
pub fn counted(conn: &mut Conn, locale: &Locale) -> QueryResult<BTreeMap<Place, Deeds>> {
    let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let mut found: BTreeMap<Place, Deeds> = BTreeMap::new();
    let written: Vec<(CatalogueId, Option<PersonId>, TranslationState, i64)> = translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::author.is_not_null())
        .filter(translations::state.ne(TranslationState::Withdrawn))
        .group_by((translations::catalogue, translations::author, translations::state))
        .select((translations::catalogue, translations::author, translations::state, count_star()))
        .load(conn)?;
    for (catalogue, author, state, count) in written {
        let Some(author) = author else { continue };
        let deeds = found.entry((locale.clone(), catalogue, author)).or_default();
        deeds.suggested += small(count);
        if matches!(state, TranslationState::Approved | TranslationState::Superseded) {
            deeds.approved += small(count);
        }
    }
    let reviewed: Vec<(TranslationId, CatalogueId, PersonId, Option<PersonId>)> = translation_reviews::table
        .inner_join(translations::table.on(translations::id.eq(translation_reviews::translation)))
        .filter(translations::locale.eq(locale))
        .select((translations::id, translations::catalogue, translation_reviews::reviewer, translations::author))
        .distinct()
        .load(conn)?;
    for (_, catalogue, reviewer, _) in reviewed.into_iter().filter(|(.., reviewer, author)| *author != Some(*reviewer))
    {
        found.entry((locale.clone(), catalogue, reviewer)).or_default().reviewed += 1;
    }
    Ok(found)
}

/// Puts what was counted in the place of what was kept.
///
/// # Errors
/// When the database refuses.
pub fn replace(conn: &mut Conn, locale: &Locale, counted: &BTreeMap<Place, Deeds>) -> QueryResult<()> {
    diesel::delete(contributions::table.filter(contributions::locale.eq(locale))).execute(conn)?;
    counted.iter().try_for_each(|((locale, catalogue, person), deeds)| add(conn, (locale, *catalogue, *person), *deeds))
}
