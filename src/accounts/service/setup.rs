//! The first administrator.
//!
//! While there is none, each start of the server makes a code and prints it. Whoever shows the code becomes the administrator:
//! with the account that she is signed in to, or with one that is made for her, whose address counts as confirmed, since
//! whoever reads the server's output could confirm any.

use std::time::Duration;

use serde_json::json;

use super::registration::Registration;
use super::roles::{NewRole, Whom, add};
use crate::accounts::actor::Actor;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Role, Scope};
use crate::accounts::store::people::{self, NewAccount};
use crate::accounts::store::{grants, links};
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::secret::{Token, hash_token};

/// Several instances start at about the same time; the code of each is good until the college is claimed.
const CODE_LENGTH: Duration = Duration::from_hours(7 * 24);
const FOR_EVER: Timestamp = Timestamp::from_micros(i64::MAX);

/// A new code to claim the college with; `None` when there is an administrator.
///
/// # Errors
/// When the database refuses.
pub fn setup_code(tx: &mut Tx<'_>) -> Result<Option<Token>, AppError> {
    if has_administrator(tx)? {
        return Ok(None);
    }
    let (token, now) = (Token::fresh(), tx.now());
    links::remove_setup_codes(tx.conn(), now.minus(CODE_LENGTH))?;
    links::add_setup_code(tx.conn(), &token.hash(), now)?;
    Ok(Some(token))
}

fn has_administrator(snapshot: &mut Snapshot<'_>) -> Result<bool, AppError> {
    Ok(!grants::lasting_administrators(snapshot.conn())?.is_empty())
}

/// Checks that a code claims the college.
///
/// # Errors
/// 403 when the code is wrong, 409 when the college was claimed before.
pub fn check_code(snapshot: &mut Snapshot<'_>, code: &str) -> Result<(), AppError> {
    if has_administrator(snapshot)? {
        return Err(AccountError::SetupDone.into());
    }
    let since = snapshot.now().minus(CODE_LENGTH);
    if !links::has_setup_code(snapshot.conn(), &hash_token(code), since)? {
        return Err(AccountError::SetupCodeInvalid.into());
    }
    Ok(())
}

/// Claims the college for the person who is signed in.
///
/// # Errors
/// 403 when the code is wrong, 409 when the college was claimed before or the actor's address is not confirmed.
pub fn claim_for(tx: &mut Tx<'_>, actor: &Actor, code: &str) -> Result<PersonId, AppError> {
    check_code(tx, code)?;
    make_administrator(tx, actor.person)
}

/// Claims the college with a new account.
///
/// # Errors
/// 403 when the code is wrong, 409 when the college was claimed before or the address has an account.
pub fn claim_with_account(tx: &mut Tx<'_>, code: &str, registration: &Registration) -> Result<PersonId, AppError> {
    check_code(tx, code)?;
    let (person, now) = (tx.new_id(), tx.now());
    let new = NewAccount {
        email: &registration.email,
        password: &registration.password,
        profile: &registration.profile,
        verified_at: Some(now),
        now,
    };
    if !people::add(tx.conn(), person, &new)? {
        return Err(AccountError::EmailTaken.into());
    }
    make_administrator(tx, person)
}

fn make_administrator(tx: &mut Tx<'_>, person: PersonId) -> Result<PersonId, AppError> {
    let role =
        NewRole { whom: Whom::Person(person), role: Role::Administrator, scope: Scope::site(), expires_at: None };
    add(tx, None, &role, |_, _, _| Ok(None))?;
    links::remove_setup_codes(tx.conn(), FOR_EVER)?;
    audit::note(tx, Some(person), "college-claimed", &person.to_string(), &json!({}))?;
    Ok(person)
}
