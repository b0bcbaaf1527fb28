//! From an access token to who acts: what was verified and what was read stays in memory until it changes.
//!
//! A token is verified once and remembered by its hash; the session that it names is read once and remembered until its row,
//! its person's or one of her grants changes. Changes of this process are applied at once, those of others as they are
//! [followed](crate::db::Db::follow); and whatever happens nothing is believed for longer than [`LONGEST_BELIEVED`].

use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::access_token::{self, Claims, Issuer, TokenFault};
use super::actor::Actor;
use super::error::AccountError;
use super::model::is_staff;
use super::service::{self, Opened, Snapshotted};
use crate::app::App;
use crate::cache::Cache;
use crate::clock::Timestamp;
use crate::db::Change;
use crate::error::AppError;
use crate::ids::{PersonId, SessionId};
use crate::keys::Purpose;
use crate::secret::{Secret, Token};

const TOKENS: usize = 20_000;
const SESSIONS: usize = 20_000;
/// If changes can no longer be followed, a session is read again after this long.
const LONGEST_BELIEVED: Duration = Duration::from_mins(1);

#[derive(Clone)]
struct Verified {
    claims: Claims,
    kid: String,
}

/// What this process remembers of who is signed in.
pub struct Identities {
    issuer: Issuer,
    tokens: Cache<[u8; 32], Verified>,
    sessions: Cache<SessionId, Snapshotted>,
}

/// The tokens that a client receives.
#[derive(Clone, Debug)]
pub struct Issued {
    pub access_token: Secret,
    pub refresh_token: Secret,
}

/// What a browser keeps of its session: `{session}.{secret}`.
#[derive(Clone, Debug)]
pub struct BrowserKey {
    pub session: SessionId,
    pub secret: Token,
}

impl BrowserKey {
    /// `None` when a text is nothing of the kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (session, secret) = text.split_once('.')?;
        Some(Self { session: session.parse().ok()?, secret: Token::given(secret)? })
    }

    /// The text that the browser keeps.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.session, self.secret.reveal())
    }
}

impl Identities {
    #[must_use]
    pub fn new(public_url: Option<&url::Url>) -> Self {
        Self { issuer: Issuer::new(public_url), tokens: Cache::new(TOKENS), sessions: Cache::new(SESSIONS) }
    }

    /// To be called when a person, her roles or her account have changed.
    pub fn forget_person(&self, person: PersonId) {
        self.sessions.forget_where(|known| known.session.person == person);
    }

    /// To be called when a session has ended or was prolonged.
    pub fn forget_session(&self, session: SessionId) {
        self.sessions.forget(&session);
    }

    /// Applies a change that this or another process announced.
    pub fn apply(&self, change: &Change) {
        match change.kind.as_str() {
            "session" => drop(change.key.parse().map(|id| self.forget_session(id))),
            "person" => drop(change.key.parse().map(|id| self.forget_person(id))),
            "key" => self.tokens.clear(),
            _ => {}
        }
    }
}

impl App {
    /// Who holds an access token.
    ///
    /// # Errors
    /// 401 when it does not hold, or its session is over.
    pub async fn identify(&self, token: &str) -> Result<Actor, AppError> {
        let now = self.clock.now();
        let claims = self.verify(token, now).await?;
        let session = self.session(claims.sid, now).await?.filter(|known| known.session.person == claims.sub);
        session.and_then(|known| known.actor(now)).ok_or_else(|| AccountError::TokenInvalid.into())
    }

    async fn verify(&self, token: &str, now: Timestamp) -> Result<Claims, AppError> {
        let keys = self.keychain.ring(&self.db, Purpose::AccessToken).await?;
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let tokens = &self.identities.tokens;
        let known = tokens.get(&hash).filter(|known| keys.find(&known.kid, now).is_some());
        let seen = tokens.seen();
        let verified = if let Some(verified) = known {
            verified
        } else {
            let (claims, kid) = access_token::open(token, &keys, now).map_err(refusal)?;
            Verified { claims, kid }
        };
        self.identities.issuer.check(&verified.claims, now).map_err(refusal)?;
        tokens.keep(hash, verified.clone(), seen);
        Ok(verified.claims)
    }

    async fn session(&self, id: SessionId, now: Timestamp) -> Result<Option<Snapshotted>, AppError> {
        let sessions = &self.identities.sessions;
        let fresh = |known: &Snapshotted| now.since(known.read_at) < LONGEST_BELIEVED;
        if let Some(known) = sessions.get(&id).filter(fresh) {
            return Ok(Some(known));
        }
        let seen = sessions.seen();
        let found = self.db.read(move |snapshot| service::snapshot(snapshot, id)).await?;
        if let Some(found) = &found {
            sessions.keep(id, found.clone(), seen);
        }
        Ok(found)
    }

    /// Whose browser it is that keeps this of a session; nobody's when it does not hold, or the session is over. One that is used is
    /// prolonged.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn identify_browser(&self, kept: &BrowserKey) -> Result<Option<Actor>, AppError> {
        let now = self.clock.now();
        let hash = kept.secret.hash();
        let known = self.session(kept.session, now).await?.filter(|it| it.session.browser.as_ref() == Some(&hash));
        let Some((known, actor)) = known.and_then(|known| known.actor(now).map(|actor| (known, actor))) else {
            return Ok(None);
        };
        if known.session.is_to_be_prolonged(now, is_staff(&known.grants, now)) {
            let id = kept.session;
            self.db.write(move |tx| service::prolong(tx, id)).await?;
            self.identities.forget_session(id);
        }
        Ok(Some(actor))
    }

    /// The tokens for a session that was opened or prolonged.
    ///
    /// # Errors
    /// When there is no key to sign with.
    pub async fn issue(&self, opened: &Opened) -> Result<Issued, AppError> {
        let now = self.clock.now();
        let keys = self.keychain.ring(&self.db, Purpose::AccessToken).await?;
        let key = keys.in_use(now).ok_or_else(|| AppError::broken("no key for access tokens is in use"))?;
        let claims = self.identities.issuer.claims(opened.person, opened.session, now);
        let token = access_token::sign(&claims, key).map_err(AppError::broken)?;
        self.identities.forget_session(opened.session);
        Ok(Issued { access_token: Secret::new(token), refresh_token: Secret::new(opened.refresh_token.reveal()) })
    }
}

fn refusal(fault: TokenFault) -> AppError {
    match fault {
        TokenFault::Invalid => AccountError::TokenInvalid.into(),
        TokenFault::Expired => AccountError::TokenExpired.into(),
    }
}
