//! `translations`, `translation_reviews`, `translation_votes`.

use std::collections::HashSet;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{translation_reviews, translation_votes, translations};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::{
    CatalogueId, Origin, Review, Translation, TranslationId, TranslationState, Unit, UnitId, Verdict,
};
use crate::translations::store::work::WAITING;

/// The reviews that approved the translation of the query around it.
macro_rules! approving {
    () => {
        translation_reviews::table
            .filter(translation_reviews::translation.eq(translations::id))
            .filter(translation_reviews::verdict.eq(Verdict::Approve))
    };
}

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

/// Another one is about to be approved in its place. It keeps the moment at which it was approved: that is what counts should it stand
/// again.
///
/// # Errors
/// When the database refuses.
pub fn supersede(conn: &mut Conn, unit: UnitId, locale: &Locale) -> QueryResult<usize> {
    let approved = translations::table
        .filter(translations::unit.eq(unit))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq(TranslationState::Approved));
    diesel::update(approved)
        .set((
            translations::state.eq(TranslationState::Superseded),
            translations::row_version.eq(translations::row_version + 1),
        ))
        .execute(conn)
}

/// The text that was approved last before the one that is or was, if there is one. A suggestion that its reviewer reworded was not approved.
///
/// # Errors
/// When the database refuses.
pub fn find_replaced(conn: &mut Conn, unit: UnitId, locale: &Locale) -> QueryResult<Option<Translation>> {
    let reworded = approving!().filter(translation_reviews::edited_body.ne(translations::body.nullable()));
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

/// How many translations of somebody wait in a locale, for a reviewer or for another wording; counted up to a limit.
///
/// # Errors
/// When the database refuses.
pub fn count_waiting(conn: &mut Conn, (author, locale): (PersonId, &Locale), limit: i64) -> QueryResult<i64> {
    let some = translations::table
        .filter(translations::author.eq(author))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any(WAITING))
        .select(translations::state)
        .limit(limit);
    let found: Vec<TranslationState> = some.load(conn)?;
    Ok(i64::try_from(found.len()).unwrap_or(limit))
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

/// When somebody approved what is approved in a locale for the units of a catalogue; `None` where nobody but the repository did.
///
/// # Errors
/// When the database refuses.
pub fn list_approvals(
    conn: &mut Conn,
    (catalogue, locale): (CatalogueId, &Locale),
) -> QueryResult<Vec<(UnitId, Option<Timestamp>)>> {
    let approved = || {
        translations::table
            .filter(translations::locale.eq(locale))
            .filter(translations::state.eq(TranslationState::Approved))
            .filter(translations::catalogue.eq(catalogue))
    };
    let adopted: HashSet<UnitId> = approved()
        .filter(translations::origin.eq(Origin::Repository))
        .filter(not(exists(approving!())))
        .select(translations::unit)
        .load(conn)?
        .into_iter()
        .collect();
    let all: Vec<(UnitId, Option<Timestamp>)> =
        approved().select((translations::unit, translations::settled_at)).load(conn)?;
    Ok(all.into_iter().map(|(unit, at)| (unit, at.filter(|_| !adopted.contains(&unit)))).collect())
}

/// What was adopted since a moment, or ever, and is published with the package that brought it: unit, revision, text; the later ones
/// last. What somebody approved, be it of the package, is for the lead to publish.
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
        .filter(not(exists(approving!())))
        .filter(translations::created_at.ge(since.unwrap_or(Timestamp::from_micros(0))))
        .order(translations::id)
        .select((translations::unit, translations::revision, translations::body))
        .load(conn)
}

/// A text that was approved, and whose approval nobody took back.
#[derive(Clone, Debug, Queryable)]
pub struct Sound {
    pub unit: UnitId,
    pub revision: i32,
    pub body: String,
    /// Approved still, or superseded.
    pub state: TranslationState,
    pub settled_at: Option<Timestamp>,
}

/// The locales whose approved text of a unit is of a source that meant something else.
///
/// # Errors
/// When the database refuses.
pub fn stale_locales(conn: &mut Conn, unit: &Unit) -> QueryResult<Vec<Locale>> {
    translations::table
        .filter(translations::unit.eq(unit.id))
        .filter(translations::state.eq(TranslationState::Approved))
        .filter(translations::revision.lt(unit.significant_revision))
        .select(translations::locale)
        .load(conn)
}

/// Which of some texts are approved in a locale, or were until others took their place.
///
/// # Errors
/// When the database refuses.
pub fn sound_among(conn: &mut Conn, units: &[UnitId], locale: &Locale) -> QueryResult<HashSet<(UnitId, String)>> {
    let sound = translations::table
        .filter(translations::unit.eq_any(units))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any([TranslationState::Approved, TranslationState::Superseded]))
        .select((translations::unit, translations::body))
        .load(conn)?;
    Ok(sound.into_iter().collect())
}

/// Every such text of a locale for the units of a catalogue.
///
/// # Errors
/// When the database refuses.
pub fn list_sound(conn: &mut Conn, (catalogue, locale): (CatalogueId, &Locale)) -> QueryResult<Vec<Sound>> {
    translations::table
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any([TranslationState::Approved, TranslationState::Superseded]))
        .filter(translations::catalogue.eq(catalogue))
        .select((
            translations::unit,
            translations::revision,
            translations::body,
            translations::state,
            translations::settled_at,
        ))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;
    use crate::translations::store::tests::plans::{Expected, assert_by_index};

    #[test]
    fn what_waits_of_somebody_is_counted_from_an_index() {
        let nobody = PersonId::from_uuid(uuid::Uuid::nil());
        assert_by_index(Expected { count: 1, is_sorted: false, indexes: &["translations_waiting"] }, |conn| {
            assert_eq!(count_waiting(conn, (nobody, &Locale::FR), 100).expect("asked"), 0);
        });
    }

    #[test]
    fn what_is_approved_of_a_catalogue_is_found_by_index() {
        let (catalogue, locale) = (CatalogueId::from_uuid(uuid::Uuid::nil()), &Locale::FR);
        assert_by_index(Expected { count: 5, is_sorted: false, indexes: &["translations_queue"] }, |conn| {
            assert_eq!(list_approved(conn, catalogue, locale).expect("asked"), []);
            assert_eq!(list_approvals(conn, (catalogue, locale)).expect("asked"), []);
            assert_eq!(list_adopted(conn, (catalogue, locale), None).expect("asked"), []);
            assert!(list_sound(conn, (catalogue, locale)).expect("asked").is_empty());
        });
    }
}
