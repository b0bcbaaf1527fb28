//! `parties`, `party_names`, `party_flags`.

use std::collections::BTreeMap;

use diesel::prelude::*;
use time::Date;
use time::format_description::well_known::Iso8601;

use super::model::{FlagChange, Party, PartyCode};
use crate::clock::Timestamp;
use crate::db::schema::{parties, party_flags, party_names};
use crate::db::{Conn, UnknownWord};
use crate::error::AppError;
use crate::id_type;
use crate::ids::PersonId;

id_type!(
    /// One change of a flag.
    FlagChangeId
);

#[derive(Queryable)]
struct PartyRow {
    iso2: PartyCode,
    iso3: String,
    region: String,
    entry_into_force: String,
}

/// Every Party, by code.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn) -> Result<Vec<Party>, AppError> {
    let rows: Vec<PartyRow> = parties::table.order(parties::iso2).load(conn)?;
    let mut names = names_by_party(conn)?;
    let mut flags = flags_by_party(conn)?;
    rows.into_iter()
        .map(|row| {
            Ok(Party {
                code: row.iso2,
                iso3: row.iso3,
                region: row.region.parse().map_err(|error: UnknownWord| AppError::broken(error))?,
                entry_into_force: day(&row.entry_into_force)?,
                names: names.remove(&row.iso2).unwrap_or_default(),
                flag_changes: flags.remove(&row.iso2).unwrap_or_default(),
            })
        })
        .collect()
}

fn names_by_party(conn: &mut Conn) -> Result<BTreeMap<PartyCode, BTreeMap<String, String>>, AppError> {
    let rows: Vec<(PartyCode, String, String)> = party_names::table.load(conn)?;
    let mut names: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (party, locale, name) in rows {
        names.entry(party).or_default().insert(locale, name);
    }
    Ok(names)
}

fn flags_by_party(conn: &mut Conn) -> Result<BTreeMap<PartyCode, Vec<FlagChange>>, AppError> {
    let rows: Vec<(PartyCode, super::Flag, bool, String)> = party_flags::table
        .order((party_flags::party, party_flags::from_day, party_flags::id))
        .select((party_flags::party, party_flags::flag, party_flags::raised, party_flags::from_day))
        .load(conn)?;
    let mut flags: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (party, flag, raised, from) in rows {
        flags.entry(party).or_default().push(FlagChange { flag, raised, from: day(&from)? });
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
    noted: &Note<'_>,
) -> QueryResult<()> {
    diesel::insert_into(party_flags::table)
        .values((
            party_flags::id.eq(id),
            party_flags::party.eq(party),
            party_flags::flag.eq(change.flag),
            party_flags::raised.eq(change.raised),
            party_flags::from_day.eq(change.from.to_string()),
            party_flags::noted_by.eq(noted.by),
            party_flags::noted_at.eq(noted.at),
            party_flags::reason.eq(noted.reason),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who noted a change, when, and why.
pub struct Note<'a> {
    pub by: Option<PersonId>,
    pub at: Timestamp,
    pub reason: &'a str,
}
