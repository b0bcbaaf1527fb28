//! `units`, `source_revisions`, `unit_signatures`.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{source_revisions, unit_signatures, units};
use crate::ids::PersonId;
use crate::on_backend;
use crate::text::folded;
use crate::translations::model::{CatalogueId, NewUnit, SourceRevision, Unit, UnitId, word_count};

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: UnitId) -> QueryResult<Option<Unit>> {
    units::table.find(id).first(conn).optional()
}

/// All units of a catalogue in their order, obsolete ones among them.
///
/// # Errors
/// When the database refuses.
pub fn list_all(conn: &mut Conn, catalogue: CatalogueId) -> QueryResult<Vec<Unit>> {
    units::table.filter(units::catalogue.eq(catalogue)).order((units::ordinal, units::id)).load(conn)
}

/// Adds a unit with its first revision. `false` when it is there already.
///
/// # Errors
/// When the database refuses.
pub fn add(
    conn: &mut Conn,
    (id, catalogue): (UnitId, CatalogueId),
    (ordinal, new): (i32, &NewUnit),
    (author, now): (Option<PersonId>, Timestamp),
) -> QueryResult<bool> {
    let values = (
        (
            units::id.eq(id),
            units::catalogue.eq(catalogue),
            units::key.eq(&new.key),
            units::ordinal.eq(ordinal),
            units::section.eq(&new.section),
            units::kind.eq(new.kind),
            units::note.eq(&new.note),
            units::max_length.eq(new.max_length),
            units::assessed.eq(new.assessed),
            units::picture.eq(&new.picture),
        ),
        (
            units::source.eq(&new.source),
            units::source_folded.eq(folded(&new.source)),
            units::source_hash.eq(&new.hash),
            units::revision.eq(1),
            units::significant_revision.eq(1),
            units::words.eq(word_count(&new.source)),
            units::row_version.eq(1),
        ),
    );
    let added =
        on_backend!(conn, |c| diesel::insert_into(units::table).values(values).on_conflict_do_nothing().execute(c))?;
    if added == 1 {
        add_revision(conn, id, 1, new, (true, author, now))?;
    }
    Ok(added == 1)
}

fn add_revision(
    conn: &mut Conn,
    unit: UnitId,
    number: i32,
    new: &NewUnit,
    (significant, author, now): (bool, Option<PersonId>, Timestamp),
) -> QueryResult<()> {
    diesel::insert_into(source_revisions::table)
        .values((
            source_revisions::unit.eq(unit),
            source_revisions::number.eq(number),
            source_revisions::body.eq(&new.source),
            source_revisions::hash.eq(&new.hash),
            source_revisions::significant.eq(significant),
            source_revisions::author.eq(author),
            source_revisions::created_at.eq(now),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Gives a unit its next revision. Where the meaning is the same, translations stay what they are. `false` when it has another one
/// meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn revise(
    conn: &mut Conn,
    unit: &Unit,
    new: &NewUnit,
    (significant, author, now): (bool, Option<PersonId>, Timestamp),
) -> QueryResult<bool> {
    let number = unit.revision + 1;
    let last = if significant { number } else { unit.significant_revision };
    let unchanged = units::table.find(unit.id).filter(units::revision.eq(unit.revision));
    let changed = diesel::update(unchanged)
        .set((
            units::source_folded.eq(folded(&new.source)),
            units::source_hash.eq(&new.hash),
            units::revision.eq(number),
            units::significant_revision.eq(last),
            units::words.eq(word_count(&new.source)),
            units::row_version.eq(units::row_version + 1),
        ))
        .execute(conn)?;
    if changed == 1 {
        add_revision(conn, unit.id, number, new, (significant, author, now))?;
    }
    Ok(changed == 1)
}

/// Notes where a unit stands, what is around it and how it is laid out; it is in the source.
///
/// # Errors
/// When the database refuses.
pub fn place(conn: &mut Conn, id: UnitId, ordinal: i32, new: &NewUnit) -> QueryResult<()> {
    diesel::update(units::table.find(id))
        .set((
            units::ordinal.eq(ordinal),
            units::section.eq(&new.section),
            units::kind.eq(new.kind),
            units::note.eq(&new.note),
            units::max_length.eq(new.max_length),
            units::assessed.eq(new.assessed),
            units::picture.eq(&new.picture),
            units::source.eq(&new.source),
            units::obsolete_at.eq(None::<Timestamp>),
        ))
        .execute(conn)
        .map(|_| ())
}

/// The unit is in the source no more.
///
/// # Errors
/// When the database refuses.
pub fn set_obsolete(conn: &mut Conn, id: UnitId, now: Timestamp) -> QueryResult<()> {
    diesel::update(units::table.find(id)).set(units::obsolete_at.eq(now)).execute(conn).map(|_| ())
}

/// Says whether the newest revision changed the meaning. `false` when the unit changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn set_significant(conn: &mut Conn, unit: &Unit, significant: bool) -> QueryResult<bool> {
    let newest = source_revisions::table.find((unit.id, unit.revision));
    diesel::update(newest).set(source_revisions::significant.eq(significant)).execute(conn)?;
    let last: Option<i32> = source_revisions::table
        .filter(source_revisions::unit.eq(unit.id))
        .filter(source_revisions::significant.eq(true))
        .select(diesel::dsl::max(source_revisions::number))
        .first(conn)?;
    let unchanged = units::table.find(unit.id).filter(units::row_version.eq(unit.row_version));
    let changed = diesel::update(unchanged)
        .set((units::significant_revision.eq(last.unwrap_or(1)), units::row_version.eq(unit.row_version + 1)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// The revisions of a unit, the newest first.
///
/// # Errors
/// When the database refuses.
pub fn list_revisions(conn: &mut Conn, unit: UnitId, limit: i64) -> QueryResult<Vec<SourceRevision>> {
    source_revisions::table
        .filter(source_revisions::unit.eq(unit))
        .order(source_revisions::number.desc())
        .limit(limit)
        .load(conn)
}

/// A revision of a source: its number, its text, and whether it changed the meaning.
pub type Revision = (i32, String, bool);

/// The revisions of units, by their keys.
pub type History = HashMap<String, Vec<Revision>>;

/// Every revision of the units of a catalogue, by the unit's key: number, text, whether it changed the meaning; the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list_history(conn: &mut Conn, catalogue: CatalogueId) -> QueryResult<History> {
    let rows: Vec<(String, Revision)> = units::table
        .inner_join(source_revisions::table.on(source_revisions::unit.eq(units::id)))
        .filter(units::catalogue.eq(catalogue))
        .order(source_revisions::number)
        .select((units::key, (source_revisions::number, source_revisions::body, source_revisions::significant)))
        .load(conn)?;
    let mut history = History::new();
    for (key, revision) in rows {
        history.entry(key).or_default().push(revision);
    }
    Ok(history)
}

/// What some revisions say.
///
/// # Errors
/// When the database refuses.
pub fn bodies(conn: &mut Conn, of: &[(UnitId, i32)]) -> QueryResult<HashMap<(UnitId, i32), String>> {
    let (ids, numbers): (BTreeSet<UnitId>, BTreeSet<i32>) = of.iter().copied().unzip();
    let found: Vec<((UnitId, i32), String)> = source_revisions::table
        .filter(source_revisions::unit.eq_any(ids))
        .filter(source_revisions::number.eq_any(numbers))
        .select(((source_revisions::unit, source_revisions::number), source_revisions::body))
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Keeps what a unit is found by when another one is like it.
///
/// # Errors
/// When the database refuses.
pub fn set_signature(conn: &mut Conn, unit: UnitId, hashes: &[i32]) -> QueryResult<()> {
    diesel::delete(unit_signatures::table.filter(unit_signatures::unit.eq(unit))).execute(conn)?;
    let rows: Vec<_> =
        hashes.iter().map(|hash| (unit_signatures::hash.eq(*hash), unit_signatures::unit.eq(unit))).collect();
    on_backend!(conn, |c| diesel::insert_into(unit_signatures::table).values(&rows).execute(c)).map(|_| ())
}
