//! The Parties that ship with the College: a list of 2024, loaded once into an empty database.

use std::collections::BTreeMap;

use time::Date;
use time::format_description::well_known::Iso8601;
use time::macros::date;

use super::model::{Flag, FlagChange, NAME_LANGUAGES, Party};
use super::store;
use crate::clock::Timestamp;
use crate::db::{Tx, announce};
use crate::error::AppError;

const PARTIES: &str = include_str!("parties.csv");
/// The flags of the list are those of 2024; since when each holds is not in it.
const FLAGS_KNOWN_FROM: Date = date!(2024 - 01 - 01);

/// Loads the Parties, unless there are some.
///
/// # Errors
/// When the list is damaged or the database refuses.
pub fn seed(tx: &mut Tx<'_>) -> Result<usize, AppError> {
    if !store::is_empty(tx.conn())? {
        return Ok(0);
    }
    let parties = read(PARTIES, tx.now())?;
    for party in &parties {
        store::add(tx.conn(), party)?;
        for change in &party.flag_changes {
            let id = tx.new_id();
            store::add_flag_change(tx.conn(), id, party.code, change, None)?;
        }
    }
    announce(tx, "party", "")?;
    Ok(parties.len())
}

fn read(list: &str, noted_at: Timestamp) -> Result<Vec<Party>, AppError> {
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let rows: Result<Vec<BTreeMap<String, String>>, _> = reader.deserialize().collect();
    rows.map_err(AppError::broken)?.iter().map(|row| party(row, noted_at)).collect()
}

fn party(row: &BTreeMap<String, String>, noted_at: Timestamp) -> Result<Party, AppError> {
    let column =
        |name: &str| row.get(name).map(String::as_str).ok_or_else(|| AppError::broken(format!("no column {name}")));
    let mut names = BTreeMap::new();
    for language in NAME_LANGUAGES {
        names.insert(language.to_owned(), column(&format!("name_{language}"))?.to_owned());
    }
    let mut flag_changes = Vec::new();
    for flag in Flag::ALL {
        if column(flag.as_str())? == "true" {
            let reason = "as of 2024".to_owned();
            flag_changes.push(FlagChange { flag: *flag, raised: true, from: FLAGS_KNOWN_FROM, reason, noted_at });
        }
    }
    Ok(Party {
        code: column("iso2")?.parse().map_err(AppError::broken)?,
        iso3: column("iso3")?.to_owned(),
        region: column("region")?.parse().map_err(AppError::broken)?,
        entry_into_force: Date::parse(column("entry_into_force")?, &Iso8601::DATE).map_err(AppError::broken)?,
        names,
        flag_changes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_that_ships_has_185_parties_named_in_six_languages() {
        let parties = read(PARTIES, Timestamp::from_micros(0)).unwrap_or_default();
        assert_eq!(parties.len(), 185);
        assert!(
            parties
                .iter()
                .all(|party| party.names.values().filter(|name| !name.is_empty()).count() == NAME_LANGUAGES.len())
        );
    }
}
