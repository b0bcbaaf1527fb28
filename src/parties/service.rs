//! Reading the Parties, and noting that a flag was raised or lowered.

use serde_json::json;
use time::Date;

use super::error::PartyError;
use super::model::{Flag, FlagChange, FlagChangeId, Party};
use super::store;
use crate::accounts::Actor;
use crate::audit;
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PartyCode;

/// Every Party, by code.
///
/// # Errors
/// When the database refuses.
pub fn list(snapshot: &mut Snapshot<'_>) -> Result<Vec<Party>, AppError> {
    store::list(snapshot.conn())
}

/// One Party.
///
/// # Errors
/// 404 when no Party has this code.
pub fn find(snapshot: &mut Snapshot<'_>, code: PartyCode) -> Result<Party, AppError> {
    store::find(snapshot.conn(), code)?.ok_or_else(|| PartyError::Unknown(code).into())
}

/// Whether a Party has this code.
///
/// # Errors
/// When the database refuses.
pub fn exists(snapshot: &mut Snapshot<'_>, code: PartyCode) -> Result<bool, AppError> {
    Ok(store::exists(snapshot.conn(), code)?)
}

/// What the Party of a code is called in a language; `None` when there is no such Party.
///
/// # Errors
/// When the database refuses.
pub fn name(snapshot: &mut Snapshot<'_>, code: &str, language: &Locale) -> Result<Option<String>, AppError> {
    let Ok(code) = code.parse() else { return Ok(None) };
    let party = store::find(snapshot.conn(), code)?;
    Ok(party.map(|party| party.name(std::slice::from_ref(language)).0.to_owned()))
}

/// A change of a flag to be noted.
#[derive(Clone, Debug)]
pub struct NewFlagChange {
    pub flag: Flag,
    pub raised: bool,
    pub from: Date,
    pub reason: String,
}

/// Notes that a Party carries a flag from a day on, or no longer. What was noted before stays in the history.
///
/// # Errors
/// 403 unless the Secretariat acts; 404 when no Party has this code; 409 when it would change nothing on that day.
pub fn note_flag_change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    code: PartyCode,
    new: &NewFlagChange,
) -> Result<Party, AppError> {
    actor.as_secretariat()?;
    let party = find(tx, code)?;
    if party.carries(new.flag, new.from) == new.raised {
        return Err(PartyError::FlagUnchanged.into());
    }
    let (id, now) = (tx.new_id::<FlagChangeId>(), tx.now());
    let NewFlagChange { flag, raised, from, ref reason } = *new;
    let change = FlagChange { flag, raised, from, reason: reason.clone(), noted_at: now };
    store::add_flag_change(tx.conn(), id, code, &change, Some(actor.person))?;
    let about = json!({ "flag": flag, "raised": raised, "from": from.to_string(), "change": id });
    audit::note(tx, Some(actor.person), "party-flag-changed", code.as_str(), &about)?;
    announce(tx, "party", code.as_str())?;
    find(tx, code)
}
