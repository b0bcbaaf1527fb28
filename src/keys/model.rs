//! Keys and which of them is used when.

use std::fmt;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::clock::Timestamp;
use crate::formats::credential::{LocalSigner, PublicKey, Signer, SigningError};
use crate::words;

words!(
    /// What a key is for. No key serves two purposes.
    Purpose {
        /// Signs access tokens.
        AccessToken = "access-token",
        /// Hides whose attempts are counted.
        Throttle = "throttle",
        /// Signs credentials and status lists, in the document: Ed25519.
        Proof = "proof",
        /// Signs the same as tokens: P-256.
        Token = "token",
    }
);

words!(
    /// Why a key is not to be believed any more (RFC 5280 §5.3.1).
    RevocationReason {
        KeyCompromise = "key-compromise",
        Superseded = "superseded",
        CessationOfOperation = "cessation-of-operation",
        Unspecified = "unspecified",
    }
);

impl Purpose {
    /// Whether others verify what its keys make. Such a key is named by its public half.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Proof | Self::Token)
    }

    /// Whether its key may be followed by another. What hides the names of attempts has to hide them the same way for ever.
    #[must_use]
    pub const fn may_turn(self) -> bool {
        !matches!(self, Self::Throttle)
    }

    /// A new key is known for this long before it is used: to the instances of the College, or to a world that keeps the DID
    /// document for some minutes.
    #[must_use]
    pub const fn published_before_use(self) -> Duration {
        if self.is_public() { Duration::from_hours(1) } else { Duration::from_mins(1) }
    }

    /// What signs with a secret of this purpose: the seam at which a device that keeps its keys to itself would be asked instead.
    ///
    /// # Errors
    /// When the secret is no key of its kind, or the purpose signs nothing for others.
    pub fn signer(self, secret: &[u8; KEY_BYTES]) -> Result<Box<dyn Signer>, SigningError> {
        match self {
            Self::Proof => Ok(Box::new(LocalSigner::ed25519(secret))),
            Self::Token => Ok(Box::new(LocalSigner::p256(secret)?)),
            Self::AccessToken | Self::Throttle => Err(SigningError::Key(format!("{self} is no key for others"))),
        }
    }
}

/// What is known of a key without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRecord {
    /// The public key in multibase, where its purpose is public.
    pub kid: String,
    pub purpose: Purpose,
    pub generation: i32,
    pub active_from: Timestamp,
    pub active_until: Option<Timestamp>,
    pub revocation: Option<Revocation>,
}

/// That a key is not to be believed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    pub at: Timestamp,
    /// From when on somebody else may have had it.
    pub compromised_at: Timestamp,
    pub reason: RevocationReason,
}

/// A key as the world may know it, whether it is used, has ended or was revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedKey {
    pub key: PublicKey,
    /// From when on it is not to be believed.
    pub revoked: Option<Timestamp>,
}

/// Bytes of every key.
pub const KEY_BYTES: usize = 32;

/// One key, opened.
#[derive(Clone)]
pub struct Key {
    pub kid: String,
    pub generation: i32,
    pub secret: [u8; KEY_BYTES],
    pub active_from: Timestamp,
    pub active_until: Option<Timestamp>,
}

impl Key {
    /// HMAC-SHA-256 of some parts, each with its length, so that no two lists of parts are the same message.
    #[must_use]
    pub fn digest(&self, parts: &[&str]) -> Vec<u8> {
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        // RFC 2104 §2: a key shorter than the hash's block is filled up with zeros.
        block.iter_mut().zip(self.secret).for_each(|(filled, byte)| *filled = byte);
        let mut mac = Hmac::<Sha256>::new(&block);
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().to_vec()
    }

    fn holds_at(&self, now: Timestamp) -> bool {
        self.active_until.is_none_or(|end| now < end)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Key").field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// The keys of one purpose, the newest first.
#[derive(Clone, Debug)]
pub struct KeyRing(Vec<Key>);

impl KeyRing {
    #[must_use]
    pub fn new(mut keys: Vec<Key>) -> Self {
        keys.sort_by_key(|key| std::cmp::Reverse(key.generation));
        Self(keys)
    }

    /// The key to use now: the newest whose time has come.
    #[must_use]
    pub fn in_use(&self, now: Timestamp) -> Option<&Key> {
        self.0.iter().find(|key| key.active_from <= now && key.holds_at(now))
    }

    /// The key of this name, if what it made still holds.
    #[must_use]
    pub fn find(&self, kid: &str, now: Timestamp) -> Option<&Key> {
        self.0.iter().find(|key| key.kid == kid && key.holds_at(now))
    }

    #[must_use]
    pub fn newest(&self) -> Option<&Key> {
        self.0.first()
    }

    /// The key for what has to stay the same whatever is rotated.
    #[must_use]
    pub fn oldest(&self) -> Option<&Key> {
        self.0.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(generation: i32, from: i64, until: Option<i64>) -> Key {
        Key {
            kid: format!("k{generation}"),
            generation,
            secret: [u8::try_from(generation).unwrap_or(0); KEY_BYTES],
            active_from: Timestamp::from_micros(from),
            active_until: until.map(Timestamp::from_micros),
        }
    }

    #[test]
    fn the_newest_key_whose_time_has_come_is_used_and_the_one_before_holds_for_a_while() {
        let ring = KeyRing::new(vec![key(1, 0, Some(30)), key(2, 20, None)]);
        let used = |now| ring.in_use(Timestamp::from_micros(now)).map(|key| key.generation);
        for (now, generation) in [(0, 1), (19, 1), (20, 2), (100, 2)] {
            assert_eq!(used(now), Some(generation), "at {now}");
        }
        assert!(ring.find("k1", Timestamp::from_micros(29)).is_some());
        assert!(ring.find("k1", Timestamp::from_micros(30)).is_none());
        assert!(ring.find("k3", Timestamp::from_micros(0)).is_none());
        assert_eq!(ring.oldest().map(|key| key.generation), Some(1));
    }

    #[test]
    fn a_digest_depends_on_every_part_and_on_where_it_ends() {
        let key = key(1, 0, None);
        assert_eq!(key.digest(&["a", "b"]), key.digest(&["a", "b"]));
        assert_ne!(key.digest(&["ab", ""]), key.digest(&["a", "b"]));
    }

    #[test]
    fn a_secret_of_p256_is_a_number_below_its_order() {
        assert!(Purpose::Token.signer(&[0; KEY_BYTES]).is_err());
        assert!(Purpose::Token.signer(&[0xff; KEY_BYTES]).is_err());
        assert!(Purpose::Token.signer(&[1; KEY_BYTES]).is_ok());
        assert!(Purpose::Proof.signer(&[0xff; KEY_BYTES]).is_ok());
        assert!(Purpose::Throttle.signer(&[1; KEY_BYTES]).is_err());
    }
}
