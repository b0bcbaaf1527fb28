//! For the command line, for jobs and for other domains.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::json;

use super::registration::{Registration, recipient_of};
use super::roles::another_administrator;
use crate::accounts::actor::Actor;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, Email, Grant, Role, Scope};
use crate::accounts::store::people::{self, NewAccount};
use crate::accounts::store::{grants, links, sessions};
use crate::audit;
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::ids::{Id as _, PersonId, SessionId};
use crate::mail::{self, Recipient};

/// Used refresh tokens are kept for so long, so that a reuse is still recognised as one; sessions and links for so long after
/// their end.
const KEPT_FOR: Duration = Duration::from_hours(60 * 24);

/// Makes an account whose address counts as confirmed, from the command line.
///
/// # Errors
/// 409 when the address has an account.
pub fn create_user(tx: &mut Tx<'_>, new: &Registration) -> Result<PersonId, AppError> {
    let (person, now) = (tx.new_id(), tx.now());
    let account =
        NewAccount { email: &new.email, password: &new.password, profile: &new.profile, verified_at: Some(now), now };
    if !people::add(tx.conn(), person, &account)? {
        return Err(AccountError::EmailTaken.into());
    }
    audit::note(tx, None, "user-created", &person.to_string(), &json!({}))?;
    Ok(person)
}

/// The account of an address. For staff, whose services ask for rights before they call this, and for the command line.
///
/// # Errors
/// When the database refuses.
pub fn find_by_email(snapshot: &mut Snapshot<'_>, email: &Email) -> Result<Option<Account>, AppError> {
    people::find_by_email(snapshot.conn(), email.key())
}

/// Disables the account of an address, which ends its sessions, or enables it again, from the command line. Gives the person's
/// name.
///
/// # Errors
/// 404 when there is no such account, 409 when it is the last administrator's.
pub fn set_disabled(tx: &mut Tx<'_>, email: &Email, disabled: bool) -> Result<String, AppError> {
    let account = people::find_by_email(tx.conn(), email.key())?.ok_or(AccountError::PersonUnknown)?;
    let (person, now) = (account.person, tx.now());
    if disabled && grants::lasting_administrators(tx.conn())?.contains(&person) {
        another_administrator(tx, person)?;
    }
    people::set_disabled(tx.conn(), person, disabled.then_some(now))?;
    if disabled {
        mail::recall(tx, person, None)?;
    }
    sessions::end_all(tx.conn(), person, now)?;
    announce(tx, "person", &person.to_string())?;
    let act = if disabled { "user-disabled" } else { "user-enabled" };
    audit::note(tx, None, act, &person.to_string(), &json!({}))?;
    Ok(account.profile.name)
}

/// Vouching is for somebody whose address is confirmed: else whoever registers an address first could be taken for its owner.
///
/// # Errors
/// 409 when the person has an account with an address that is not.
pub fn as_confirmed(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<(), AppError> {
    match people::find(snapshot.conn(), person)? {
        Some(account) if account.verified_at.is_none() => Err(AccountError::PersonUnverified.into()),
        _ => Ok(()),
    }
}

/// Those of some people for whom [nothing can be decided](as_confirmed) yet.
///
/// # Errors
/// When the database refuses.
pub fn unconfirmed(snapshot: &mut Snapshot<'_>, ids: &BTreeSet<PersonId>) -> Result<BTreeSet<PersonId>, AppError> {
    let ids: Vec<PersonId> = ids.iter().copied().collect();
    let mut found = BTreeSet::new();
    // SQLite takes some thirty thousand parameters.
    for some in ids.chunks(1_000) {
        found.extend(people::unconfirmed(snapshot.conn(), some)?);
    }
    Ok(found)
}

/// To whom a letter about a person goes; `None` when she has no account or cannot sign in.
///
/// # Errors
/// When the database refuses.
pub fn recipient(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Option<Recipient>, AppError> {
    Ok(recipient_with_password(snapshot, person)?.map(|(recipient, _)| recipient))
}

/// As [`recipient`], and whether she has chosen a password: who has not is told how to.
///
/// # Errors
/// When the database refuses.
pub fn recipient_with_password(
    snapshot: &mut Snapshot<'_>,
    person: PersonId,
) -> Result<Option<(Recipient, bool)>, AppError> {
    let account = people::find(snapshot.conn(), person)?.filter(|account| account.disabled_at.is_none());
    Ok(account.map(|account| (recipient_of(&account), account.has_password())))
}

/// Whether a person has a way in: an account with a password, and nobody has disabled it.
///
/// # Errors
/// When the database refuses.
pub fn can_sign_in(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<bool, AppError> {
    Ok(people::find(snapshot.conn(), person)?
        .is_some_and(|account| account.has_password() && account.disabled_at.is_none()))
}

/// The roles that a person holds now.
///
/// # Errors
/// When the database refuses.
pub fn grants_of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Grant>, AppError> {
    let now = snapshot.now();
    let mut grants = grants::of(snapshot.conn(), person)?;
    grants.retain(|grant| grant.holds_at(now));
    Ok(grants)
}

/// Who acts when a job goes on with what she began: with the rights that she has now. `None` when her account is disabled.
///
/// # Errors
/// When the database refuses.
pub fn acting(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Option<Actor>, AppError> {
    let Some(account) = people::find(snapshot.conn(), person)?.filter(|account| account.disabled_at.is_none()) else {
        return Ok(None);
    };
    let grants = grants_of(snapshot, person)?.into();
    // She gave no password for this, and has no session in it.
    let (session, auth_time) = (SessionId::from_uuid(uuid::Uuid::nil()), Timestamp::from_micros(0));
    let (locale, verified) = (account.profile.locale, account.verified_at.is_some());
    Ok(Some(Actor { person, session, locale, verified, auth_time, grants }))
}

/// Everybody who holds a role for exactly this scope, for letters to them.
///
/// # Errors
/// When the database refuses.
pub fn holders(snapshot: &mut Snapshot<'_>, role: Role, scope: &Scope) -> Result<Vec<PersonId>, AppError> {
    Ok(holders_since(snapshot, role, scope)?.into_iter().map(|(person, _)| person).collect())
}

/// Likewise, and since when.
///
/// # Errors
/// When the database refuses.
pub fn holders_since(
    snapshot: &mut Snapshot<'_>,
    role: Role,
    scope: &Scope,
) -> Result<Vec<(PersonId, Timestamp)>, AppError> {
    let now = snapshot.now();
    Ok(grants::holders(snapshot.conn(), role, scope, now)?)
}

/// A person as staff see her in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    /// `None` for a person without an account.
    pub email: Option<String>,
}

/// Names and addresses of some people, by id. The caller has asked for the right to see them.
///
/// # Errors
/// When the database refuses.
pub fn contacts(snapshot: &mut Snapshot<'_>, ids: &[PersonId]) -> Result<BTreeMap<PersonId, Contact>, AppError> {
    let rows = people::names(snapshot.conn(), ids)?;
    Ok(rows.into_iter().map(|(id, name, email)| (id, Contact { name, email })).collect())
}

/// What a person is called; `None` when she is not there.
///
/// # Errors
/// When the database refuses.
pub fn name_of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Option<String>, AppError> {
    Ok(contacts(snapshot, &[person])?.remove(&person).map(|contact| contact.name))
}

/// Removes refresh tokens, sessions and links that are of no use any more, at most `limit` rows.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, limit: i64) -> Result<usize, AppError> {
    let before = tx.now().minus(KEPT_FOR);
    let tokens = sessions::remove_old_refresh_tokens(tx.conn(), before, limit)?;
    if tokens > 0 {
        return Ok(tokens);
    }
    let expired = sessions::remove_expired(tx.conn(), before, limit)?;
    if expired > 0 {
        return Ok(expired);
    }
    Ok(links::remove_expired(tx.conn(), before, limit)?)
}
