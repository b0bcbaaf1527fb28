//! Signing in, staying signed in, signing out.

use std::sync::Arc;

use super::registration::recipient_of;
use crate::accounts::actor::Actor;
use crate::accounts::error::AccountError;
use crate::accounts::model::{Account, Email, Grant, LinkPurpose, Session, is_staff, session_end};
use crate::accounts::store::{grants, links, people, sessions};
use crate::clock::Timestamp;
use crate::db::{Json, Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::{PersonId, SessionId};
use crate::mail::{self, Letter};
use crate::secret::{Token, hash_token};

/// How the person proved who she is (RFC 8176 §2): a password.
const PASSWORD: [&str; 1] = ["pwd"];

/// A session with a refresh token that nobody has seen yet.
#[derive(Clone, Debug)]
pub struct Opened {
    pub person: PersonId,
    pub session: SessionId,
    pub refresh_token: Token,
}

/// A session of a browser, with a secret that nobody has seen yet.
#[derive(Clone, Debug)]
pub struct OpenedInBrowser {
    pub session: SessionId,
    pub secret: Token,
}

/// The account that an address signs in to.
///
/// # Errors
/// When the database refuses.
pub fn for_sign_in(snapshot: &mut Snapshot<'_>, email: &Email) -> Result<Option<Account>, AppError> {
    Ok(people::find_by_email(snapshot.conn(), email.key())?.filter(|account| account.disabled_at.is_none()))
}

/// Opens a session for an account whose password was given just now. `rehashed` replaces a hash of another cost.
///
/// # Errors
/// 401 when the password was changed, or the account disabled, in the meantime.
pub fn open(tx: &mut Tx<'_>, account: &Account, rehashed: Option<&str>) -> Result<Opened, AppError> {
    admit(tx, account, rehashed)?;
    begin(tx, account.person)
}

/// As [`open`], for a browser: it keeps one secret as long as the session lasts, which no script can read.
///
/// # Errors
/// As [`open`].
pub fn open_in_browser(
    tx: &mut Tx<'_>,
    account: &Account,
    rehashed: Option<&str>,
) -> Result<OpenedInBrowser, AppError> {
    admit(tx, account, rehashed)?;
    let secret = Token::fresh();
    let session = add_session(tx, account.person, Some(secret.hash()))?;
    Ok(OpenedInBrowser { session: session.id, secret })
}

/// Refuses when the account is not any more what the password was compared with.
fn admit(tx: &mut Tx<'_>, account: &Account, rehashed: Option<&str>) -> Result<(), AppError> {
    let present = people::find(tx.conn(), account.person)?.filter(|present| present.disabled_at.is_none());
    if present.is_none_or(|present| present.password != account.password) {
        return Err(AccountError::SignInFailed.into());
    }
    if let Some(hash) = rehashed {
        people::set_password(tx.conn(), account.person, hash)?;
    }
    Ok(())
}

fn begin(tx: &mut Tx<'_>, person: PersonId) -> Result<Opened, AppError> {
    let session = add_session(tx, person, None)?;
    add_refresh_token(tx, &session)
}

fn add_session(tx: &mut Tx<'_>, person: PersonId, browser: Option<Vec<u8>>) -> Result<Session, AppError> {
    let now = tx.now();
    let staff = is_staff(&grants::of(tx.conn(), person)?, now);
    let expires_at = session_end(now, now, staff);
    let session = Session { id: tx.new_id(), person, auth_time: now, expires_at, ended_at: None, browser };
    sessions::add(tx.conn(), &session, &Json::of(&PASSWORD)?)?;
    Ok(session)
}

/// Prolongs a session that is used, unless it is over by now.
///
/// # Errors
/// When the database refuses.
pub fn prolong(tx: &mut Tx<'_>, id: SessionId) -> Result<(), AppError> {
    let now = tx.now();
    let found = sessions::find(tx.conn(), id)?;
    let Some(session) = found.filter(|it| it.ended_at.is_none() && it.expires_at > now) else { return Ok(()) };
    let staff = is_staff(&grants::of(tx.conn(), session.person)?, now);
    sessions::set_expiry(tx.conn(), id, session_end(session.auth_time, now, staff))?;
    Ok(announce(tx, "session", &id.to_string())?)
}

fn add_refresh_token(tx: &mut Tx<'_>, session: &Session) -> Result<Opened, AppError> {
    let (token, now) = (Token::fresh(), tx.now());
    sessions::add_refresh_token(tx.conn(), &token.hash(), session.id, now)?;
    Ok(Opened { person: session.person, session: session.id, refresh_token: token })
}

/// What became of a refresh token.
#[derive(Clone, Debug)]
pub enum Refreshed {
    Renewed(Opened),
    /// Unknown, too old, or of a session that is over.
    Refused,
    /// Seen before. Either the one who used it first or the one who uses it now has stolen it, so the session has ended.
    Reused(SessionId),
}

/// Exchanges a refresh token for the next.
///
/// Answered with `Ok` in every case: a refusal would roll back the end of the session.
///
/// # Errors
/// When the database refuses.
pub fn refresh(tx: &mut Tx<'_>, token: &str) -> Result<Refreshed, AppError> {
    let (hash, now) = (hash_token(token), tx.now());
    let Some(id) = sessions::session_of_refresh_token(tx.conn(), &hash)? else { return Ok(Refreshed::Refused) };
    let session =
        sessions::find(tx.conn(), id)?.ok_or_else(|| AppError::broken("a refresh token without a session"))?;
    if session.ended_at.is_some() {
        return Ok(Refreshed::Refused);
    }
    if !sessions::use_refresh_token(tx.conn(), &hash, now)? {
        end_session(tx, session.id)?;
        return Ok(Refreshed::Reused(session.id));
    }
    let account = people::find(tx.conn(), session.person)?.filter(|account| account.disabled_at.is_none());
    let staff = is_staff(&grants::of(tx.conn(), session.person)?, now);
    let over = session.expires_at <= now || session_end(session.auth_time, now, staff) <= now;
    if account.is_none() || over {
        return Ok(Refreshed::Refused);
    }
    sessions::set_expiry(tx.conn(), session.id, session_end(session.auth_time, now, staff))?;
    announce(tx, "session", &session.id.to_string())?;
    add_refresh_token(tx, &session).map(Refreshed::Renewed)
}

/// Signs out.
///
/// # Errors
/// When the database refuses.
pub fn end(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), AppError> {
    end_session(tx, actor.session)
}

fn end_session(tx: &mut Tx<'_>, session: SessionId) -> Result<(), AppError> {
    let now = tx.now();
    sessions::end(tx.conn(), session, now)?;
    Ok(announce(tx, "session", &session.to_string())?)
}

/// Changes one's own password: all sessions end, and a new one begins for who did it. `account` is as it was when the old
/// password was checked.
///
/// # Errors
/// 403 when the password was changed in the meantime.
pub fn change_password(tx: &mut Tx<'_>, account: &Account, new: &str) -> Result<Opened, AppError> {
    let present = people::find(tx.conn(), account.person)?.filter(|present| present.disabled_at.is_none());
    let present = present.filter(|present| present.password == account.password).ok_or(AccountError::PasswordWrong)?;
    replace_password(tx, &present, new)?;
    begin(tx, account.person)
}

/// Sets a password, ends all sessions and all links that could set another, and tells the owner.
pub(super) fn replace_password(tx: &mut Tx<'_>, account: &Account, new: &str) -> Result<(), AppError> {
    let now = tx.now();
    people::set_password(tx.conn(), account.person, new)?;
    sessions::end_all(tx.conn(), account.person, now)?;
    links::remove_all(tx.conn(), account.person, LinkPurpose::ResetPassword)?;
    announce(tx, "person", &account.person.to_string())?;
    mail::post(tx, &recipient_of(account), Letter::PasswordChanged)
}

/// What an access token's session means at the moment: kept in memory until something of it changes.
#[derive(Clone, Debug)]
pub struct Snapshotted {
    pub session: Session,
    pub locale: Locale,
    pub verified: bool,
    pub grants: Arc<[Grant]>,
    pub read_at: Timestamp,
}

impl Snapshotted {
    /// Who acts now. `None` when the session is over. Grants and ends are looked at with the present moment.
    #[must_use]
    pub fn actor(&self, now: Timestamp) -> Option<Actor> {
        let staff = is_staff(&self.grants, now);
        let over = self.session.expires_at <= now || session_end(self.session.auth_time, now, staff) <= now;
        if over || self.session.ended_at.is_some() {
            return None;
        }
        let all_hold = self.grants.iter().all(|grant| grant.holds_at(now));
        let grants = if all_hold {
            Arc::clone(&self.grants)
        } else {
            self.grants.iter().filter(|grant| grant.holds_at(now)).cloned().collect()
        };
        Some(Actor {
            person: self.session.person,
            session: self.session.id,
            locale: self.locale.clone(),
            verified: self.verified,
            auth_time: self.session.auth_time,
            grants,
        })
    }
}

/// Reads a session with all that depends on it. `None` when it is over or its account disabled.
///
/// # Errors
/// When the database refuses.
pub fn snapshot(snapshot: &mut Snapshot<'_>, id: SessionId) -> Result<Option<Snapshotted>, AppError> {
    let now = snapshot.now();
    let Some(session) = sessions::find(snapshot.conn(), id)?.filter(|it| it.ended_at.is_none()) else {
        return Ok(None);
    };
    let Some(account) = people::find(snapshot.conn(), session.person)?.filter(|it| it.disabled_at.is_none()) else {
        return Ok(None);
    };
    let grants = grants::of(snapshot.conn(), session.person)?.into();
    let (locale, verified) = (account.profile.locale, account.verified_at.is_some());
    Ok(Some(Snapshotted { session, locale, verified, grants, read_at: now }))
}
