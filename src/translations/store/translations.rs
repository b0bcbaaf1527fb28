//! `translations`, `translation_reviews`, `translation_votes`.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{translation_reviews, translation_votes, translations, units};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::{
    CatalogueId, Origin, Review, Translation, TranslationId, TranslationState, UnitId, Verdict,
};

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Translation) -> QueryResult<()> {
    diesel::insert_into(translations::table)
        .values((
            (
                translations::id.eq(new.id),
                translations::unit.eq(new.unit),
                translations::catalogue.eq(new.catalogue),
                translations::locale.eq(&new.locale),
                translations::revision.eq(new.revision),
                translations::body.eq(&new.body),
                translations::body_folded.eq(&new.body_folded),
                translations::state.eq(new.state),
                translations::origin.eq(new.origin),
                translations::author.eq(new.author),
            ),
            (
                translations::newcomer.eq(new.newcomer),
                translations::fails.eq(new.fails),
                translations::findings.eq(&new.findings),
                translations::dismissals.eq(&new.dismissals),
                translations::votes.eq(new.votes),
                translations::created_at.eq(new.created_at),
                translations::settled_at.eq(new.settled_at),
                translations::row_version.eq(new.row_version),
            ),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: TranslationId) -> QueryResult<Option<Translation>> {
    translations::table.find(id).first(conn).optional()
}

/// What there is for a unit in a locale, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_of_unit(conn: &mut Conn, unit: UnitId, locale: &Locale, limit: i64) -> QueryResult<Vec<Translation>> {
    translations::table
        .filter(translations::unit.eq(unit))
        .filter(translations::locale.eq(locale))
        .order(translations::id.desc())
        .limit(limit)
        .load(conn)
}

/// Writes what may change of a translation, if nobody changed it meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn update(conn: &mut Conn, translation: &Translation) -> QueryResult<bool> {
    let unchanged =
        translations::table.find(translation.id).filter(translations::row_version.eq(translation.row_version));
    let changed = diesel::update(unchanged)
        .set((
            translations::revision.eq(translation.revision),
            translations::body.eq(&translation.body),
            translations::body_folded.eq(&translation.body_folded),
            translations::state.eq(translation.state),
            translations::fails.eq(translation.fails),
            translations::findings.eq(&translation.findings),
            translations::dismissals.eq(&translation.dismissals),
            translations::settled_at.eq(translation.settled_at),
            translations::row_version.eq(translation.row_version + 1),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Another one is about to be approved in its place.
///
/// # Errors
/// When the database refuses.
pub fn supersede(conn: &mut Conn, unit: UnitId, locale: &Locale, now: Timestamp) -> QueryResult<usize> {
    let approved = translations::table
        .filter(translations::unit.eq(unit))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Approved));
    diesel::update(approved)
        .set((
            translations::state.eq(TranslationState::Superseded),
            translations::settled_at.eq(now),
            translations::row_version.eq(translations::row_version + 1),
        ))
        .execute(conn)
}

/// The text that was approved last before the one that is or was, if there is one. A suggestion that its reviewer reworded was not approved.
///
/// # Errors
/// When the database refuses.
pub fn find_replaced(conn: &mut Conn, unit: UnitId, locale: &Locale) -> QueryResult<Option<Translation>> {
    let reworded = translation_reviews::table
        .filter(translation_reviews::translation.eq(translations::id))
        .filter(translation_reviews::verdict.eq(Verdict::Approve))
        .filter(translation_reviews::edited_body.ne(translations::body.nullable()));
    translations::table
        .filter(translations::unit.eq(unit))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Superseded))
        .filter(not(exists(reworded)))
        .order((translations::settled_at.desc(), translations::id.desc()))
        .first(conn)
        .optional()
}

/// Adds a review.
///
/// # Errors
/// When the database refuses.
pub fn add_review(conn: &mut Conn, review: &Review) -> QueryResult<()> {
    diesel::insert_into(translation_reviews::table)
        .values((
            translation_reviews::id.eq(review.id),
            translation_reviews::translation.eq(review.translation),
            translation_reviews::reviewer.eq(review.reviewer),
            translation_reviews::verdict.eq(review.verdict),
            translation_reviews::reason.eq(review.reason),
            translation_reviews::remark.eq(&review.remark),
            translation_reviews::edited_body.eq(&review.edited_body),
            translation_reviews::at.eq(review.at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Whether somebody has said something of a translation before.
///
/// # Errors
/// When the database refuses.
pub fn has_reviewed(conn: &mut Conn, id: TranslationId, reviewer: PersonId) -> QueryResult<bool> {
    let earlier = translation_reviews::table
        .filter(translation_reviews::translation.eq(id))
        .filter(translation_reviews::reviewer.eq(reviewer));
    diesel::select(exists(earlier)).get_result(conn)
}

/// The reviews of some translations, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list_reviews(conn: &mut Conn, of: &[TranslationId]) -> QueryResult<Vec<Review>> {
    translation_reviews::table
        .filter(translation_reviews::translation.eq_any(of))
        .order(translation_reviews::id)
        .load(conn)
}

/// Adds a vote, or takes it back; counts them on the translation. `false` when nothing changed.
///
/// # Errors
/// When the database refuses.
pub fn vote(
    conn: &mut Conn,
    id: TranslationId,
    (person, wanted): (PersonId, bool),
    now: Timestamp,
) -> QueryResult<bool> {
    let changed = if wanted {
        let values = (
            translation_votes::translation.eq(id),
            translation_votes::person.eq(person),
            translation_votes::at.eq(now),
        );
        on_backend!(conn, |c| diesel::insert_into(translation_votes::table)
            .values(values)
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        diesel::delete(translation_votes::table.find((id, person))).execute(conn)?
    };
    if changed == 1 {
        let step = if wanted { 1 } else { -1 };
        diesel::update(translations::table.find(id))
            .set(translations::votes.eq(translations::votes + step))
            .execute(conn)?;
    }
    Ok(changed == 1)
}

/// How many translations somebody has made, counted up to a limit.
///
/// # Errors
/// When the database refuses.
pub fn count_of_author(conn: &mut Conn, author: PersonId, limit: i64) -> QueryResult<usize> {
    let ids: Vec<TranslationId> =
        translations::table.filter(translations::author.eq(author)).select(translations::id).limit(limit).load(conn)?;
    Ok(ids.len())
}

/// What is approved in a locale for the units of a catalogue: unit, revision, text.
///
/// # Errors
/// When the database refuses.
pub fn list_approved(
    conn: &mut Conn,
    catalogue: CatalogueId,
    locale: &Locale,
) -> QueryResult<Vec<(UnitId, i32, String)>> {
    translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Approved))
        .filter(translations::catalogue.eq(catalogue))
        .select((translations::unit, translations::revision, translations::body))
        .load(conn)
}

/// What was approved in a locale until a moment, and is: unit, its key, text.
///
/// # Errors
/// When the database refuses.
pub fn list_approved_until(
    conn: &mut Conn,
    (catalogue, locale): (CatalogueId, &Locale),
    until: Timestamp,
) -> QueryResult<Vec<(UnitId, String, String)>> {
    translations::table
        .inner_join(units::table)
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Approved))
        .filter(translations::catalogue.eq(catalogue))
        .filter(translations::settled_at.le(until))
        .filter(units::obsolete_at.is_null())
        .order((units::ordinal, units::id))
        .select((units::id, units::key, translations::body))
        .load(conn)
}

/// What came with a package since a moment, or ever, and is published with it: unit, revision, text; the later ones last. What was
/// approved in its place since is for the lead to publish.
///
/// # Errors
/// When the database refuses.
pub fn list_adopted(
    conn: &mut Conn,
    (catalogue, locale): (CatalogueId, &Locale),
    since: Option<Timestamp>,
) -> QueryResult<Vec<(UnitId, i32, String)>> {
    translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any([TranslationState::Approved, TranslationState::Superseded]))
        .filter(translations::catalogue.eq(catalogue))
        .filter(translations::origin.eq(Origin::Repository))
        .filter(translations::created_at.ge(since.unwrap_or(Timestamp::from_micros(0))))
        .order(translations::id)
        .select((translations::unit, translations::revision, translations::body))
        .load(conn)
}

/// Whatever was ever written in a locale for some units.
///
/// # Errors
/// When the database refuses.
pub fn list_bodies(
    conn: &mut Conn,
    units: &[UnitId],
    locale: &Locale,
) -> QueryResult<Vec<(UnitId, Origin, TranslationState, String)>> {
    translations::table
        .filter(translations::unit.eq_any(units))
        .filter(translations::locale.eq(locale))
        .select((translations::unit, translations::origin, translations::state, translations::body))
        .load(conn)
}
