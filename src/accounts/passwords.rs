//! Hashing passwords with argon2id (RFC 9106), a few at a time.
//!
//! Each hash takes some 19 MiB and tens of milliseconds on purpose, so that a flood of log-ins must queue: as many at once as
//! there are cores, a bounded number waiting, the rest refused with 503.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::Semaphore;

use super::model::Password;
use crate::config::PasswordCost;
use crate::error::{AppError, Problem};
use crate::ids::random_bytes;

const LANES: u32 = 1;
/// At some 50 ms each this is a wait of a few seconds.
const WAITING_LIMIT: usize = 64;

/// The bounded pool. Cloned freely.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    /// How a hash of the present cost begins.
    prefix: String,
    running: Semaphore,
    waiting: AtomicUsize,
}

impl Passwords {
    /// # Errors
    /// When the cost is out of the algorithm's range.
    pub fn new(cost: PasswordCost) -> Result<Self, AppError> {
        let params = Params::new(cost.memory_kib, cost.passes, LANES, None).map_err(AppError::broken)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let prefix = format!("$argon2id$v=19$m={},t={},p={LANES}$", cost.memory_kib, cost.passes);
        let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let inner = Inner { argon2, prefix, running: Semaphore::new(at_once), waiting: AtomicUsize::new(0) };
        Ok(Self(Arc::new(inner)))
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn hash(&self, password: &Password) -> Result<String, AppError> {
        let password = password.clone();
        self.in_turn(move |pool| pool.hash_blocking(&password)).await
    }

    /// As [`hash`](Self::hash), for the command line.
    ///
    /// # Errors
    /// When the algorithm refuses.
    pub fn hash_blocking(&self, password: &Password) -> Result<String, AppError> {
        let salt = random_bytes::<16>();
        let hash = self.0.argon2.hash_password_with_salt(password.reveal().as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(AppError::broken)
    }

    /// Whether a password is the one of a stored hash. Without one it takes as long and is not.
    ///
    /// # Errors
    /// 503 when too many wait already.
    pub async fn matches(&self, password: &Password, stored: Option<&str>) -> Result<bool, AppError> {
        let password = password.clone();
        let known = stored.is_some();
        let stored = stored.map_or_else(|| self.nobodys_hash(), str::to_owned);
        let matches = self
            .in_turn(move |pool| {
                let hash = PasswordHash::new(&stored).map_err(AppError::broken)?;
                Ok(pool.0.argon2.verify_password(password.reveal().as_bytes(), &hash).is_ok())
            })
            .await?;
        Ok(matches && known)
    }

    /// Whether a stored hash has another cost than is configured now.
    #[must_use]
    pub fn is_outdated(&self, stored: &str) -> bool {
        !stored.starts_with(&self.0.prefix)
    }

    /// A hash of the present cost that belongs to no password.
    fn nobodys_hash(&self) -> String {
        let (salt, hash) = (random_bytes::<16>(), random_bytes::<32>());
        format!("{}{}${}", self.0.prefix, STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash))
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let _place = Place::take(&self.0.waiting)?;
        let _permit = self.0.running.acquire().await.map_err(AppError::broken)?;
        let pool = self.clone();
        tokio::task::spawn_blocking(move || work(&pool)).await.map_err(AppError::broken)?
    }
}

/// A place in the queue, given back however the request ends.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, AppError> {
        if waiting.fetch_add(1, Ordering::Relaxed) >= WAITING_LIMIT {
            waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Problem::busy().into());
        }
        Ok(Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
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

    #[test]
    fn the_queue_is_bounded() {
        let waiting = AtomicUsize::new(0);
        let places: Vec<_> = (0..WAITING_LIMIT).map(|_| Place::take(&waiting)).collect();
        assert!(places.iter().all(Result::is_ok));
        assert_eq!(Place::take(&waiting).err().and_then(|error| error.code()), Some("busy"));
        drop(places);
        assert!(Place::take(&waiting).is_ok());
    }
}
