//! Hashing passwords with argon2id (RFC 9106), a few at a time.
//!
//! Each hash takes some 19 MiB and tens of milliseconds on purpose, so that a flood of log-ins must queue: as many at once as
//! there are cores, a bounded number waiting, the rest refused with 503.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::model::{NO_PASSWORD, Password};
use crate::config::PasswordCost;
use crate::error::AppError;
use crate::ids::random_bytes;
use crate::pool::Pool;

const LANES: u32 = 1;
/// At some 50 ms each this is a wait of a few seconds.
const LONGEST_QUEUE: usize = 64;

/// Hashes passwords and compares them. Cloned freely.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    /// How a hash of the present cost begins.
    prefix: Arc<str>,
    pool: Pool,
}

impl Passwords {
    /// # Errors
    /// When the cost is out of the algorithm's range.
    pub fn new(cost: PasswordCost) -> Result<Self, AppError> {
        let params = Params::new(cost.memory_kib, cost.passes, LANES, None).map_err(AppError::broken)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let prefix = format!("$argon2id$v=19$m={},t={},p={LANES}$", cost.memory_kib, cost.passes);
        Ok(Self { argon2, prefix: prefix.into(), pool: Pool::new(LONGEST_QUEUE) })
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn hash(&self, password: &Password) -> Result<String, AppError> {
        let (hasher, password) = (self.clone(), password.clone());
        self.pool.run(move || hasher.hash_blocking(&password)).await?
    }

    /// As [`hash`](Self::hash), for the command line.
    ///
    /// # Errors
    /// When the algorithm refuses.
    pub fn hash_blocking(&self, password: &Password) -> Result<String, AppError> {
        let salt = random_bytes::<16>();
        let hash = self.argon2.hash_password_with_salt(password.reveal().as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(AppError::broken)
    }

    /// Whether a password is the one of a stored hash. Without one, or where none was chosen, it takes as long and is not.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn matches(&self, password: &Password, stored: Option<&str>) -> Result<bool, AppError> {
        let (argon2, password) = (self.argon2.clone(), password.clone());
        let stored = stored.filter(|stored| *stored != NO_PASSWORD);
        let known = stored.is_some();
        let stored = stored.map_or_else(|| self.nobodys_hash(), str::to_owned);
        let compare = move || {
            let hash = PasswordHash::new(&stored).map_err(AppError::broken)?;
            Ok::<_, AppError>(argon2.verify_password(password.reveal().as_bytes(), &hash).is_ok())
        };
        Ok(self.pool.run(compare).await?? && known)
    }

    /// Whether a stored hash has another cost than is configured now.
    #[must_use]
    pub fn is_outdated(&self, stored: &str) -> bool {
        !stored.starts_with(&*self.prefix)
    }

    /// A hash of the present cost that belongs to no password.
    fn nobodys_hash(&self) -> String {
        let (salt, hash) = (random_bytes::<16>(), random_bytes::<32>());
        format!("{}{}${}", self.prefix, STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    fn pool(passes: u32) -> Passwords {
        Passwords::new(PasswordCost { memory_kib: 8, passes }).expect("a pool")
    }

    fn password(text: &str) -> Password {
        Password::given(&Secret::new(text))
    }

    #[tokio::test]
    async fn a_hash_matches_its_password_alone_and_nobodys_matches_none() {
        let pool = pool(1);
        let hash = pool.hash(&password("correct horse battery")).await.expect("hashed");
        for (given, stored, expected) in [
            ("correct horse battery", Some(hash.as_str()), true),
            ("correct horse batterY", Some(hash.as_str()), false),
            ("correct horse battery", None, false),
            ("correct horse battery", Some(""), false),
            ("", Some(""), false),
        ] {
            assert_eq!(pool.matches(&password(given), stored).await.ok(), Some(expected), "{given}");
        }
    }

    #[tokio::test]
    async fn a_hash_of_another_cost_still_matches_and_is_seen_as_outdated() {
        let (old, new) = (pool(1), pool(2));
        let hash = old.hash(&password("correct horse battery")).await.expect("hashed");
        assert_eq!(new.matches(&password("correct horse battery"), Some(&hash)).await.ok(), Some(true));
        assert!(new.is_outdated(&hash) && !old.is_outdated(&hash));
    }
}
