//! What is done when somebody else may have had a key.

use serde_json::json;

use super::master::MasterKey;
use super::model::{Purpose, Revocation};
use super::service::{new_row, open_all};
use super::store;
use crate::audit;
use crate::db::{Tx, announce};
use crate::error::AppError;

/// What came of a revocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is no such key.
    Unknown,
    /// It was revoked before, and stays as it was.
    RevokedBefore(Revocation),
    /// Its purpose needs the same key for ever.
    Irreplaceable(Purpose),
    /// It is revoked, and its secret destroyed. This key is used now.
    Revoked { purpose: Purpose, in_use: String },
}

/// Revokes a key: its secret is destroyed, and nothing that it made is believed from now on. Where no other is in use, one is made
/// that is used at once.
///
/// # Errors
/// When the database refuses, or another key was sealed with another master key.
pub fn revoke(tx: &mut Tx<'_>, master: &MasterKey, kid: &str, why: &Revocation) -> Result<Outcome, AppError> {
    let Some(row) = store::find(tx.conn(), kid)? else { return Ok(Outcome::Unknown) };
    let purpose = row.purpose;
    if let Some(before) = row.revocation() {
        return Ok(Outcome::RevokedBefore(before));
    }
    if !purpose.may_turn() {
        return Ok(Outcome::Irreplaceable(purpose));
    }
    store::set_revoked(tx.conn(), kid, why)?;
    let in_use = replacement(tx, master, purpose)?;
    let about = json!({ "reason": why.reason, "compromised_at": why.compromised_at, "in_use": in_use });
    audit::note(tx, None, "key-revoked", kid, &about)?;
    announce(tx, "key", purpose.as_str())?;
    Ok(Outcome::Revoked { purpose, in_use })
}

fn replacement(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose) -> Result<String, AppError> {
    let rows = store::list(tx.conn(), purpose)?;
    // One that is about to end has no successor any more: the successor is what was revoked.
    if let Some(key) = open_all(master, &rows)?.in_use(tx.now()).filter(|key| key.active_until.is_none()) {
        return Ok(key.kid.clone());
    }
    let generation = rows.first().map_or(1, |row| row.generation + 1);
    let next = new_row(master, purpose, generation, tx.now().minus(purpose.published_before_use()))?;
    store::add(tx.conn(), &next)?;
    Ok(next.kid)
}
