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
