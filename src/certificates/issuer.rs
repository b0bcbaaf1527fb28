//! What the College publishes of itself as an issuer, for whoever verifies elsewhere: its keys, and which credentials do not stand.

use std::sync::Arc;
use std::time::Duration;

use time::Date;

use super::credential::Identity;
use super::service::{self, Signatory, StatusList};
use crate::app::App;
use crate::cache::Cache;
use crate::clock::Timestamp;
use crate::db::Change;
use crate::error::AppError;
use crate::formats::credential::did::{self, DidDocument, Jwks};
use crate::formats::credential::status::{ENTRIES, StatusBits, StatusListCredential, StatusPurpose};
use crate::formats::credential::{Signer, integrity, jwt};
use crate::http::CachedBody;
use crate::keys::{self, PublishedKey, Purpose};

/// A list stays good for the day on which it was signed and the next one. Whoever shows an old copy, from before a revocation say,
/// does not get away with it for longer.
const LIST_STANDS: Duration = Duration::from_hours(48);
/// At some kilobytes each.
const LISTS: usize = 64;

/// What was published lately.
pub struct Publications {
    keys: Cache<(), Arc<Vec<Keys>>>,
    /// With the day on which each was signed.
    lists: Cache<(StatusPurpose, i32, Secured), (Date, CachedBody)>,
}

/// How a status list is signed: as credentials are, each way for those who take no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Secured {
    Proof,
    /// As media of a type.
    Token(&'static str),
}

/// The College's keys in both forms, as of one of its addresses.
#[derive(Clone)]
pub struct Keys {
    host: String,
    pub did_document: CachedBody,
    pub jwk_set: CachedBody,
}

impl Publications {
    pub fn new() -> Self {
        Self { keys: Cache::new(1), lists: Cache::new(LISTS) }
    }

    /// To be called when a list says something else.
    pub fn forget_lists(&self) {
        self.lists.clear();
    }

    /// To be called when keys have changed.
    pub fn forget(&self) {
        self.keys.clear();
        self.lists.clear();
    }

    pub fn apply(&self, change: &Change) {
        match change.kind.as_str() {
            "key" => self.forget(),
            super::STATUS_CHANGE => self.forget_lists(),
            _ => {}
        }
    }
}

impl App {
    /// What certificates are signed with.
    #[must_use]
    pub fn signatory(&self) -> Signatory {
        Signatory::new(self.keychain.master(), self.i18n.clone(), self.base_url())
    }

    /// Who issues certificates here. Nobody, as long as the College has no public address with a host name.
    #[must_use]
    pub fn issuer(&self) -> Option<Identity> {
        self.config.server.public_url.as_ref().and_then(|_| Identity::of(&self.base_url()))
    }

    /// The keys of the issuer, those that ended too, as of the address that is asked: credentials that were issued under an address
    /// that the College had before name that one for ever. `None` when there is no issuer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn published_keys(&self, host: &str) -> Result<Option<Keys>, AppError> {
        let Some(issuer) = self.issuer() else { return Ok(None) };
        let kept = &self.certificates.publications.keys;
        if let Some(all) = kept.get(&()) {
            return Ok(Keys::at(&all, host));
        }
        let seen = kept.seen();
        for purpose in [Purpose::Proof, Purpose::Token] {
            self.keychain.ring(&self.db, purpose).await?;
        }
        let (published, addresses) =
            self.db.read(|snapshot| Ok((keys::published(snapshot)?, service::issuing_addresses(snapshot)?))).await?;
        let before = addresses.iter().filter(|address| **address != issuer.base_url);
        let identities = std::iter::once(issuer.clone()).chain(before.filter_map(|address| Identity::of(address)));
        let all: Vec<Keys> = identities.map(|it| Keys::of(&it, &published)).collect::<Result<_, _>>()?;
        let all = Arc::new(all);
        kept.keep((), Arc::clone(&all), seen);
        Ok(Keys::at(&all, host))
    }

    /// A status list, signed; `None` when there is none of this number.
    ///
    /// # Errors
    /// When the database refuses, or the key does not sign.
    pub async fn published_list(
        &self,
        (purpose, number): (StatusPurpose, i32),
        secured: Secured,
    ) -> Result<Option<CachedBody>, AppError> {
        let (now, kept) = (self.clock.now(), &self.certificates.publications.lists);
        let key = (purpose, number, secured);
        if let Some((_, body)) = kept.get(&key).filter(|(day, _)| *day == now.day()) {
            return Ok(Some(body));
        }
        let seen = kept.seen();
        let Some(list) = self.db.read(move |snapshot| service::status_list(snapshot, purpose, number)).await? else {
            return Ok(None);
        };
        let (key_purpose, media_type) = match secured {
            Secured::Proof => (Purpose::Proof, "application/vc"),
            Secured::Token(media_type) => (Purpose::Token, media_type),
        };
        let ring = self.keychain.ring(&self.db, key_purpose).await?;
        let signing = ring.in_use(now).ok_or_else(|| AppError::broken("no key is in use"))?;
        let signer = key_purpose.signer(&signing.secret).map_err(AppError::broken)?;
        let text = sign_list(&list, key, &*signer, now)?;
        let body = CachedBody::new(media_type, None, text.into_bytes());
        kept.keep(key, (now.day(), body.clone()), seen);
        Ok(Some(body))
    }
}

impl Keys {
    /// Those of the address that is asked; for any other, those of the one that the College has, which come first.
    fn at(all: &[Self], host: &str) -> Option<Self> {
        all.iter().find(|keys| keys.host.eq_ignore_ascii_case(host)).or(all.first()).cloned()
    }

    fn of(issuer: &Identity, all: &[PublishedKey]) -> Result<Self, AppError> {
        let believed: Vec<_> = all.iter().filter(|key| key.revoked.is_none()).map(|key| key.key.clone()).collect();
        let document = DidDocument::new(&issuer.did, &believed);
        let set = Jwks::new(&issuer.did, &believed);
        let body = |media_type, bytes| CachedBody::new(media_type, None, bytes);
        let host = issuer.base_url.split_once("://").map_or("", |(_, host)| host).to_owned();
        Ok(Self {
            host,
            did_document: body("application/did+json", serde_json::to_vec(&document)?),
            jwk_set: body("application/jwk-set+json", serde_json::to_vec(&set)?),
        })
    }
}

/// The same bytes on every instance and for a whole day, as long as nothing changes.
fn sign_list(
    list: &StatusList,
    (purpose, number, secured): (StatusPurpose, i32, Secured),
    signer: &dyn Signer,
    now: Timestamp,
) -> Result<String, AppError> {
    let issuer = Identity::of(&list.base_url).ok_or_else(|| AppError::broken("a list without an issuer"))?;
    let times = (list.changed_at, Some(Timestamp::start_of(now.day()).plus(LIST_STANDS)));
    let bits = StatusBits::new(ENTRIES, &list.set);
    let id = issuer.status_list(purpose, number);
    let credential = StatusListCredential::new(&id, &issuer.did, purpose, &bits, times).map_err(AppError::broken)?;
    let method = did::method(&issuer.did, &signer.public_key());
    let text = match secured {
        Secured::Proof => integrity::sign(&credential, signer, &method, list.changed_at),
        Secured::Token(_) => jwt::sign(&credential, signer, &method),
    };
    text.map_err(AppError::broken)
}
