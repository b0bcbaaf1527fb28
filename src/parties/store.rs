//! `parties`, `party_names`, `party_flags`.

use std::collections::BTreeMap;

use diesel::prelude::*;
use time::Date;
use time::format_description::well_known::Iso8601;

use super::model::{Flag, FlagChange, FlagChangeId, Party};
use crate::clock::Timestamp;
use crate::db::schema::{parties, party_flags, party_names};
use crate::db::{Conn, UnknownWord};
use crate::error::AppError;
use crate::ids::{PartyCode, PersonId};

#[derive(Queryable)]
struct PartyRow {
    iso2: PartyCode,
    iso3: String,
    region: String,
    entry_into_force: String,
}

type Names = BTreeMap<String, String>;
type FlagColumns = (PartyCode, Flag, bool, String, String, Timestamp);

/// Every Party, by code.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn) -> Result<Vec<Party>, AppError> {
    let rows: Vec<PartyRow> = parties::table.order(parties::iso2).load(conn)?;
    let mut names = by_party(party_names::table.load(conn)?);
    let history = party_flags::table.order((party_flags::party, party_flags::from_day, party_flags::id));
    let mut flags = changes_by_party(history.select(flag_columns()).load(conn)?)?;
    let shape = |row: PartyRow| {
        let (names, flags) = (names.remove(&row.iso2), flags.remove(&row.iso2));
        party(row, names.unwrap_or_default(), flags.unwrap_or_default())
    };
    rows.into_iter().map(shape).collect()
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, code: PartyCode) -> Result<Option<Party>, AppError> {
    let Some(row) = parties::table.find(code).first::<PartyRow>(conn).optional()? else { return Ok(None) };
    let mut names = by_party(party_names::table.filter(party_names::party.eq(code)).load(conn)?);
    let history =
        party_flags::table.filter(party_flags::party.eq(code)).order((party_flags::from_day, party_flags::id));
    let mut flags = changes_by_party(history.select(flag_columns()).load(conn)?)?;
    party(row, names.remove(&code).unwrap_or_default(), flags.remove(&code).unwrap_or_default()).map(Some)
}

/// Whether a Party has this code.
///
/// # Errors
/// When the database refuses.
pub fn exists(conn: &mut Conn, code: PartyCode) -> QueryResult<bool> {
    let found: Option<PartyCode> = parties::table.find(code).select(parties::iso2).first(conn).optional()?;
    Ok(found.is_some())
}

fn party(row: PartyRow, names: Names, flag_changes: Vec<FlagChange>) -> Result<Party, AppError> {
    Ok(Party {
        code: row.iso2,
        iso3: row.iso3,
        region: row.region.parse().map_err(|error: UnknownWord| AppError::broken(error))?,
        entry_into_force: day(&row.entry_into_force)?,
        names,
        flag_changes,
    })
}

fn by_party(rows: Vec<(PartyCode, String, String)>) -> BTreeMap<PartyCode, Names> {
    let mut names: BTreeMap<_, Names> = BTreeMap::new();
    for (party, locale, name) in rows {
        names.entry(party).or_default().insert(locale, name);
    }
    names
}

const fn flag_columns() -> (
    party_flags::party,
    party_flags::flag,
    party_flags::raised,
    party_flags::from_day,
    party_flags::reason,
    party_flags::noted_at,
) {
    (
        party_flags::party,
        party_flags::flag,
        party_flags::raised,
        party_flags::from_day,
        party_flags::reason,
        party_flags::noted_at,
    )
}

fn changes_by_party(rows: Vec<FlagColumns>) -> Result<BTreeMap<PartyCode, Vec<FlagChange>>, AppError> {
    let mut flags: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (party, flag, raised, from, reason, noted_at) in rows {
        flags.entry(party).or_default().push(FlagChange { flag, raised, from: day(&from)?, reason, noted_at });
    }
    Ok(flags)
}

fn day(text: &str) -> Result<Date, AppError> {
    Date::parse(text, &Iso8601::DATE).map_err(AppError::broken)
}

/// Whether there are any Parties at all.
///
/// # Errors
/// When the database refuses.
pub fn is_empty(conn: &mut Conn) -> QueryResult<bool> {
    parties::table.count().get_result::<i64>(conn).map(|count| count == 0)
}

/// Adds a Party with its names.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, party: &Party) -> QueryResult<()> {
    diesel::insert_into(parties::table)
        .values((
            parties::iso2.eq(party.code),
            parties::iso3.eq(&party.iso3),
            parties::region.eq(party.region.as_str()),
            parties::entry_into_force.eq(party.entry_into_force.to_string()),
        ))
        .execute(conn)?;
    for (locale, name) in &party.names {
        diesel::insert_into(party_names::table)
            .values((party_names::party.eq(party.code), party_names::locale.eq(locale), party_names::name.eq(name)))
            .execute(conn)?;
    }
    Ok(())
}

/// Notes that from a day on a Party carries a flag, or does not.
///
/// # Errors
/// When the database refuses.
pub fn add_flag_change(
    conn: &mut Conn,
    id: FlagChangeId,
    party: PartyCode,
    change: &FlagChange,
    by: Option<PersonId>,
) -> QueryResult<()> {
    diesel::insert_into(party_flags::table)
        .values((
            party_flags::id.eq(id),
            party_flags::party.eq(party),
            party_flags::flag.eq(change.flag),
            party_flags::raised.eq(change.raised),
            party_flags::from_day.eq(change.from.to_string()),
            party_flags::noted_by.eq(by),
            party_flags::noted_at.eq(change.noted_at),
            party_flags::reason.eq(&change.reason),
        ))
        .execute(conn)?;
    Ok(())
}
