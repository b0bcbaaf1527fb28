//! Taking note.

use serde::Serialize;

use super::store;
use crate::db::{Json, Tx};
use crate::error::AppError;
use crate::ids::PersonId;

/// Notes that somebody (nobody: the command line, or the College itself) did `act` to `subject`.
///
/// `act` is a word such as `role-granted`, `subject` an id or a slug, `detail` what else is needed to understand it later:
/// never a name or an address.
///
/// # Errors
/// When the database refuses.
pub fn note(
    tx: &mut Tx<'_>,
    actor: Option<PersonId>,
    act: &'static str,
    subject: &str,
    detail: &impl Serialize,
) -> Result<(), AppError> {
    let entry = store::Entry { id: tx.new_id(), at: tx.now(), actor, act, subject, detail: Json::of(detail)? };
    Ok(store::add(tx.conn(), &entry)?)
}

/// As [`note`], of several to whom the same was done; each with what else is needed.
///
/// # Errors
/// When the database refuses.
pub fn note_all<D: Serialize>(
    tx: &mut Tx<'_>,
    actor: Option<PersonId>,
    act: &'static str,
    some: &[(String, D)],
) -> Result<(), AppError> {
    let mut entries = Vec::with_capacity(some.len());
    for (subject, detail) in some {
        let detail = Json::of(detail)?;
        entries.push(store::Entry { id: tx.new_id(), at: tx.now(), actor, act, subject, detail });
    }
    Ok(store::add_all(tx.conn(), &entries)?)
}
