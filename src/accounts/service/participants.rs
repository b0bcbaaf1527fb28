//! People of whom the Secretariat knows that they took part in something, whether they have an account or not.

use super::registration::begin_anew;
use crate::accounts::model::{Email, NO_PASSWORD, Profile};
use crate::accounts::store::people::{self, NewAccount};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;

/// Whom an address belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub person: PersonId,
    pub name: String,
    /// Whether she has confirmed the address: until then nobody knows whether it is hers.
    pub is_confirmed: bool,
    pub is_disabled: bool,
}

/// Whom an address belongs to; `None` when nobody has an account of it. The caller has asked for the right to know.
///
/// # Errors
/// When the database refuses.
pub fn owner_of(snapshot: &mut Snapshot<'_>, email: &Email) -> Result<Option<Owner>, AppError> {
    let found = people::find_by_email(snapshot.conn(), email.key())?;
    Ok(found.map(|account| Owner {
        person: account.person,
        name: account.profile.name,
        is_confirmed: account.verified_at.is_some(),
        is_disabled: account.disabled_at.is_some(),
    }))
}

/// Forgets the name of somebody who has no account; nothing of who has one.
///
/// # Errors
/// When the database refuses.
pub fn forget_participant(tx: &mut Tx<'_>, person: PersonId) -> Result<(), AppError> {
    let now = tx.now();
    match people::find(tx.conn(), person)? {
        None => Ok(people::erase(tx.conn(), person, now)?),
        Some(_) => Ok(()),
    }
}

/// The person who took part: the owner of the address, or somebody new.
///
/// Of an address that nobody has confirmed, the Secretariat's word counts as a later registration does: whoever registered it
/// before may be anybody, and what she opened is closed. The account has no password then, and opens with the link that is
/// mailed to the address, so that nobody comes to what waits there but its owner. Without an address the person has no account.
///
/// # Errors
/// When the database refuses.
pub fn admit_participant(tx: &mut Tx<'_>, email: Option<&Email>, profile: &Profile) -> Result<PersonId, AppError> {
    let (person, now) = (tx.new_id(), tx.now());
    let Some(email) = email else {
        people::add_person(tx.conn(), person, profile, now)?;
        return Ok(person);
    };
    let new = NewAccount { email, password: NO_PASSWORD, profile, verified_at: None, now };
    if people::add(tx.conn(), person, &new)? {
        return Ok(person);
    }
    let present = people::find_by_email(tx.conn(), email.key())?;
    let present = present.ok_or_else(|| AppError::broken("an address that is taken has no account"))?;
    if present.verified_at.is_none() && present.disabled_at.is_none() && present.has_password() {
        people::set_email(tx.conn(), present.person, email)?;
        begin_anew(tx, present.person, (NO_PASSWORD, profile))?;
    }
    Ok(present.person)
}
