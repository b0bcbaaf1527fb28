//! Keys and which of them is used when.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::clock::Timestamp;
use crate::words;

words!(
    /// What a key is for. No key serves two purposes.
    Purpose {
        /// Signs access tokens.
        AccessToken = "access-token",
        /// Hides whose attempts are counted.
        Throttle = "throttle",
    }
);

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
}
