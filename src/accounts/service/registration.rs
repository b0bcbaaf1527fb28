//! Registering, and confirming that the address is one's own.

use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, Email, LinkPurpose, Profile};
use crate::accounts::service::owing::{Owed, OwedLetter, owe};
use crate::accounts::store::links::{self, Link};
use crate::accounts::store::people::{self, NewAccount};
use crate::accounts::store::sessions;
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::mail::{self, Letter, Recipient};
use crate::secret::{Token, hash_token};

/// A registration whose members have been checked.
#[derive(Clone, Debug)]
pub struct Registration {
    pub email: Email,
    /// As the password pool hashed it.
    pub password: String,
    pub profile: Profile,
}

/// Registers, or has the owner of the address told that she has an account already. The caller learns nothing of which, and
/// what is written is about as much. Gives the person to who may know.
///
/// Of an address that nobody has confirmed, whoever registers first may be anybody: a later registration takes the place of the
/// earlier, with its password and profile, and what was opened under the earlier one is closed. Where the Secretariat gave the
/// address of somebody who took part in a workshop, nothing is replaced: its owner chooses a password by a mailed link.
///
/// # Errors
/// When the database refuses.
pub fn register(tx: &mut Tx<'_>, registration: &Registration) -> Result<Option<PersonId>, AppError> {
    let person: PersonId = tx.new_id();
    let new = NewAccount {
        email: &registration.email,
        password: &registration.password,
        profile: &registration.profile,
        verified_at: None,
        now: tx.now(),
    };
    let registered =
        if people::add(tx.conn(), person, &new)? { Some(person) } else { replace_unconfirmed(tx, registration)? };
    let letter = if registered.is_some() { OwedLetter::VerifyEmail } else { OwedLetter::AlreadyRegistered };
    owe(tx, letter, &registration.email)?;
    Ok(registered)
}

fn replace_unconfirmed(tx: &mut Tx<'_>, registration: &Registration) -> Result<Option<PersonId>, AppError> {
    let present = people::find_by_email(tx.conn(), registration.email.key())?;
    let present = present.filter(|account| account.verified_at.is_none() && account.disabled_at.is_none());
    // What waits for the owner of the address is not for whoever types it first.
    let Some(Account { person, .. }) = present.filter(Account::has_password) else { return Ok(None) };
    people::set_email(tx.conn(), person, &registration.email)?;
    begin_anew(tx, person, (&registration.password, &registration.profile))?;
    Ok(Some(person))
}

/// Gives an account that nobody has confirmed another password and profile, and closes what was opened under the earlier ones.
pub(super) fn begin_anew(
    tx: &mut Tx<'_>,
    person: PersonId,
    (password, profile): (&str, &Profile),
) -> Result<(), AppError> {
    let now = tx.now();
    people::set_password(tx.conn(), person, password)?;
    people::set_profile(tx.conn(), person, profile)?;
    people::touch(tx.conn(), person)?;
    links::remove_all(tx.conn(), person, LinkPurpose::VerifyEmail)?;
    links::remove_all(tx.conn(), person, LinkPurpose::ResetPassword)?;
    sessions::end_all(tx.conn(), person, now)?;
    Ok(announce(tx, "person", &person.to_string())?)
}

/// Posts a letter to the owner of an address, if it has an account to which the letter says something.
///
/// # Errors
/// When the database refuses.
pub fn send(tx: &mut Tx<'_>, owed: &Owed) -> Result<(), AppError> {
    let id = owed.id.unwrap_or_else(|| tx.new_id());
    // A link made now would take the place of the one that is in that letter.
    if mail::is_posted(tx, id)? {
        return Ok(());
    }
    let account = people::find_by_email(tx.conn(), &owed.email_key)?.filter(|account| account.disabled_at.is_none());
    let Some(account) = account else { return Ok(()) };
    let letter = match owed.letter {
        OwedLetter::VerifyEmail if account.verified_at.is_some() => return Ok(()),
        // Whatever its owner asks for, she has to choose a password first; that confirms the address, too.
        _ if !account.has_password() => {
            Letter::ResetPassword { token: new_link(tx, account.person, LinkPurpose::ResetPassword)? }
        }
        OwedLetter::VerifyEmail => {
            Letter::VerifyEmail { token: new_link(tx, account.person, LinkPurpose::VerifyEmail)? }
        }
        OwedLetter::ResetPassword => {
            Letter::ResetPassword { token: new_link(tx, account.person, LinkPurpose::ResetPassword)? }
        }
        OwedLetter::AlreadyRegistered => Letter::AlreadyRegistered,
    };
    mail::post_as(tx, id, &recipient_of(&account), letter)
}

/// A link in place of those of the same purpose that were mailed before.
fn new_link(tx: &mut Tx<'_>, person: PersonId, purpose: LinkPurpose) -> Result<Token, AppError> {
    links::remove_all(tx.conn(), person, purpose)?;
    another_link(tx, person, purpose)
}

/// A link that ends letters, beside those of earlier letters.
///
/// # Errors
/// When the database refuses.
pub fn link_to_end_letters(tx: &mut Tx<'_>, person: PersonId) -> Result<Token, AppError> {
    another_link(tx, person, LinkPurpose::EndLetters)
}

fn another_link(tx: &mut Tx<'_>, person: PersonId, purpose: LinkPurpose) -> Result<Token, AppError> {
    let (token, now) = (Token::fresh(), tx.now());
    let link = Link { person, purpose, expires_at: now.plus(purpose.length()), used_at: None };
    links::add(tx.conn(), &token.hash(), &link, now)?;
    Ok(token)
}

/// Confirms an address. The link alone says that the mailbox is the reader's, not that the reader is who registered: the page behind
/// it asks for the account's password, too. `password` is the hash that was compared then. Doing it twice with the same link is
/// fine: people double-click.
///
/// # Errors
/// 403 when the address was registered anew in the meantime; 404 when the link is unknown or too old.
pub fn verify_email(tx: &mut Tx<'_>, token: &str, password: Option<&str>) -> Result<PersonId, AppError> {
    let (hash, now) = (hash_token(token), tx.now());
    let link = links::find(tx.conn(), &hash)?.filter(|link| link.purpose == LinkPurpose::VerifyEmail);
    let link = link.filter(|link| now < link.expires_at).ok_or(AccountError::LinkInvalid)?;
    let account = people::find(tx.conn(), link.person)?.ok_or(AccountError::LinkInvalid)?;
    if password.is_some_and(|password| account.password != password) {
        return Err(AccountError::PasswordWrong.into());
    }
    links::set_used(tx.conn(), &hash, now)?;
    confirm(tx, link.person)?;
    Ok(link.person)
}

/// Notes that the mailbox has proved to be the person's. Sessions that began before end: nobody knew then whose they were.
pub(super) fn confirm(tx: &mut Tx<'_>, person: PersonId) -> Result<(), AppError> {
    let now = tx.now();
    if people::set_verified(tx.conn(), person, now)? {
        sessions::end_all(tx.conn(), person, now)?;
        people::touch(tx.conn(), person)?;
        announce(tx, "person", &person.to_string())?;
    }
    Ok(())
}

pub(super) fn recipient_of(account: &Account) -> Recipient {
    Recipient { person: Some(account.person), address: account.email.clone(), locale: account.profile.locale.clone() }
}
