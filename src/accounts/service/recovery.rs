//! A new password for who has forgotten the old one.

use super::registration::confirm;
use super::sessions::replace_password;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, LinkPurpose};
use crate::accounts::store::{links, people};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::secret::hash_token;

/// What a mailed link is for, and whose it is. Looking does not use it: mail scanners look too.
///
/// # Errors
/// 404 when the link is unknown, used or too old.
pub fn follow_link(snapshot: &mut Snapshot<'_>, token: &str) -> Result<(LinkPurpose, Account), AppError> {
    let now = snapshot.now();
    let link = links::find(snapshot.conn(), &hash_token(token))?.filter(|link| now < link.expires_at);
    let link = link.ok_or(AccountError::LinkInvalid)?;
    if link.used_at.is_some() && link.purpose == LinkPurpose::ResetPassword {
        return Err(AccountError::LinkInvalid.into());
    }
    let account = people::find(snapshot.conn(), link.person)?.ok_or(AccountError::LinkInvalid)?;
    Ok((link.purpose, account))
}

/// A reset whose password has been checked and hashed.
#[derive(Clone, Debug)]
pub struct Reset {
    pub token: String,
    pub password: String,
}

/// Sets a new password and ends all sessions. The mailbox has proved to be the person's, so the address is confirmed too.
///
/// # Errors
/// 404 when the link is unknown, used or too old.
pub fn reset_password(tx: &mut Tx<'_>, reset: &Reset) -> Result<Account, AppError> {
    let (purpose, account) = follow_link(tx, &reset.token)?;
    if purpose != LinkPurpose::ResetPassword || account.disabled_at.is_some() {
        return Err(AccountError::LinkInvalid.into());
    }
    let now = tx.now();
    if !links::set_used(tx.conn(), &hash_token(&reset.token), now)? {
        return Err(AccountError::LinkInvalid.into());
    }
    links::remove_all(tx.conn(), account.person, LinkPurpose::VerifyEmail)?;
    replace_password(tx, &account, &reset.password)?;
    confirm(tx, account.person)?;
    Ok(account)
}
