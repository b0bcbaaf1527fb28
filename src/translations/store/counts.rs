//! `translation_counts`: how far each locale is with each catalogue, kept with every change.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{translation_counts, translations, units};
use crate::i18n::Locale;
use crate::on_backend;
use crate::translations::model::{CatalogueId, Standing, TranslationState, Unit, UnitId};

/// How far a locale is with a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Counts {
    pub locale: Locale,
    pub catalogue: CatalogueId,
    /// Approved, and made from the present source.
    pub approved: i32,
    pub stale: i32,
    /// Units for which a suggestion waits, whatever is approved.
    pub suggested: i32,
    /// Likewise units for which another wording is asked for.
    pub changes_requested: i32,
    /// Suggestions that wait and that a check blocks.
    pub failing: i32,
    /// Units that are not missing.
    pub touched: i32,
    pub approved_words: i32,
    pub stale_words: i32,
}

impl Counts {
    #[must_use]
    pub fn none(locale: &Locale, catalogue: CatalogueId) -> Self {
        let locale = locale.clone();
        Self {
            locale,
            catalogue,
            approved: 0,
            stale: 0,
            suggested: 0,
            changes_requested: 0,
            failing: 0,
            touched: 0,
            approved_words: 0,
            stale_words: 0,
        }
    }

    fn add(&mut self, tally: Tally, sign: i32) {
        self.failing += sign * tally.failing;
        self.suggested += sign * i32::from(tally.suggested);
        self.changes_requested += sign * i32::from(tally.changes_requested);
        self.touched += sign * i32::from(tally.standing != Standing::Missing);
        match tally.standing {
            Standing::Approved => {
                self.approved += sign;
                self.approved_words += sign * tally.words;
            }
            Standing::Stale => {
                self.stale += sign;
                self.stale_words += sign * tally.words;
            }
            Standing::Missing | Standing::Suggested | Standing::ChangesRequested => {}
        }
    }
}

/// What one unit adds to the counts of a locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    standing: Standing,
    suggested: bool,
    changes_requested: bool,
    failing: i32,
    words: i32,
}

/// What a unit adds now: read it before and after a change, and give both to [`shift`].
///
/// # Errors
/// When the database refuses.
pub fn tally(conn: &mut Conn, unit: &Unit, locale: &Locale) -> QueryResult<Tally> {
    let rows: Vec<(TranslationState, i32, bool)> = translations::table
        .filter(translations::unit.eq(unit.id))
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any(COUNTED))
        .select((translations::state, translations::revision, translations::fails))
        .load(conn)?;
    Ok(tally_of(unit.obsolete_at.is_none(), unit.significant_revision, unit.words, &rows))
}

const COUNTED: [TranslationState; 3] =
    [TranslationState::Suggested, TranslationState::ChangesRequested, TranslationState::Approved];

fn tally_of(present: bool, significant: i32, words: i32, rows: &[(TranslationState, i32, bool)]) -> Tally {
    let has = |wanted| present && rows.iter().any(|(state, ..)| *state == wanted);
    let (suggested, changes_requested) = (has(TranslationState::Suggested), has(TranslationState::ChangesRequested));
    let approved = rows.iter().find(|(state, ..)| present && *state == TranslationState::Approved);
    let standing = match approved {
        Some((_, revision, _)) if *revision < significant => Standing::Stale,
        Some(_) => Standing::Approved,
        None if suggested => Standing::Suggested,
        None if changes_requested => Standing::ChangesRequested,
        None => Standing::Missing,
    };
    let failing = rows.iter().filter(|(state, _, fails)| present && state.is_open() && *fails).count();
    let failing = i32::try_from(failing).unwrap_or(i32::MAX);
    Tally { standing, suggested, changes_requested, failing, words }
}

/// Takes note that a unit changed in a locale.
///
/// # Errors
/// When the database refuses.
pub fn shift(conn: &mut Conn, unit: &Unit, locale: &Locale, before: Tally) -> QueryResult<()> {
    let after = tally(conn, unit, locale)?;
    if before == after {
        return Ok(());
    }
    let mut counts = kept(conn, locale, unit.catalogue)?;
    counts.add(before, -1);
    counts.add(after, 1);
    set(conn, &counts)
}

/// How far a locale is with a catalogue, as it is kept.
///
/// # Errors
/// When the database refuses.
pub fn kept(conn: &mut Conn, locale: &Locale, catalogue: CatalogueId) -> QueryResult<Counts> {
    let found = translation_counts::table.find((locale, catalogue)).first(conn).optional()?;
    Ok(found.unwrap_or_else(|| Counts::none(locale, catalogue)))
}

fn set(conn: &mut Conn, counts: &Counts) -> QueryResult<()> {
    let values = (
        translation_counts::locale.eq(&counts.locale),
        translation_counts::catalogue.eq(counts.catalogue),
        translation_counts::approved.eq(counts.approved),
        translation_counts::stale.eq(counts.stale),
        translation_counts::suggested.eq(counts.suggested),
        translation_counts::changes_requested.eq(counts.changes_requested),
        translation_counts::failing.eq(counts.failing),
        translation_counts::touched.eq(counts.touched),
        translation_counts::approved_words.eq(counts.approved_words),
        translation_counts::stale_words.eq(counts.stale_words),
    );
    let changed = (values.2, values.3, values.4, values.5, values.6, values.7, values.8, values.9);
    on_backend!(conn, |c| diesel::insert_into(translation_counts::table)
        .values(values)
        .on_conflict((translation_counts::locale, translation_counts::catalogue))
        .do_update()
        .set(changed)
        .execute(c))
    .map(|_| ())
}

/// Counts a catalogue anew in a locale, as when its source changed.
///
/// # Errors
/// When the database refuses.
pub fn recount(conn: &mut Conn, locale: &Locale, catalogue: CatalogueId) -> QueryResult<Counts> {
    let counts = counted(conn, locale, catalogue)?;
    set(conn, &counts)?;
    Ok(counts)
}

/// How far a locale is with a catalogue, as its translations have it.
///
/// # Errors
/// When the database refuses.
pub fn counted(conn: &mut Conn, locale: &Locale, catalogue: CatalogueId) -> QueryResult<Counts> {
    type Row = (UnitId, i32, i32, TranslationState, i32, bool);
    let rows: Vec<Row> = units::table
        .inner_join(translations::table)
        .filter(units::catalogue.eq(catalogue))
        .filter(units::obsolete_at.is_null())
        .filter(translations::locale.eq(locale))
        .filter(translations::state.eq_any(COUNTED))
        .order(units::id)
        .select((
            units::id,
            units::significant_revision,
            units::words,
            translations::state,
            translations::revision,
            translations::fails,
        ))
        .load(conn)?;
    let mut counts = Counts::none(locale, catalogue);
    for of_unit in rows.chunk_by(|one, next| one.0 == next.0) {
        let Some((_, significant, words, ..)) = of_unit.first() else { continue };
        let states: Vec<_> = of_unit.iter().map(|(.., state, revision, fails)| (*state, *revision, *fails)).collect();
        counts.add(tally_of(true, *significant, *words, &states), 1);
    }
    Ok(counts)
}

/// The locales in which there is anything for a catalogue.
///
/// # Errors
/// When the database refuses.
pub fn locales_of(conn: &mut Conn, catalogue: CatalogueId) -> QueryResult<Vec<Locale>> {
    translation_counts::table
        .filter(translation_counts::catalogue.eq(catalogue))
        .order(translation_counts::locale)
        .select(translation_counts::locale)
        .load(conn)
}

/// How far a locale is with each catalogue in which there is anything.
///
/// # Errors
/// When the database refuses.
pub fn list_of_locale(conn: &mut Conn, locale: &Locale) -> QueryResult<Vec<Counts>> {
    translation_counts::table
        .filter(translation_counts::locale.eq(locale))
        .order(translation_counts::catalogue)
        .load(conn)
}
