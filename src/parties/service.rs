//! Reading the Parties.

use super::error::PartyError;
use super::model::{Party, PartyCode};
use super::store;
use crate::db::Snapshot;
use crate::error::AppError;

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
    let found = store::list(snapshot.conn())?.into_iter().find(|party| party.code == code);
    found.ok_or_else(|| PartyError::Unknown(code).into())
}
