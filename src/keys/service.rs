//! Making, finding and rotating keys.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::master::MasterKey;
use super::model::{KEY_BYTES, Key, KeyRecord, KeyRing, Purpose};
use super::store::{self, Row};
use crate::audit;
use crate::cache::Cache;
use crate::clock::Timestamp;
use crate::db::{Db, Snapshot, Tx, announce};
use crate::error::{AppError, Problem};
use crate::ids::random_bytes;
use crate::secret::{Secret, Token};

const KID_LENGTH: usize = 16;
/// Far more than ever are needed.
const DRAWS: usize = 16;

/// The keys of a purpose; makes one if there is none that was not revoked.
///
/// # Errors
/// When the database refuses, or a key was sealed with another master key.
pub fn first_or_present(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose) -> Result<KeyRing, AppError> {
    let rows = store::list(tx.conn(), purpose)?;
    let present = open_all(master, &rows)?;
    if present.newest().is_some() {
        return Ok(present);
    }
    // Who asked looked at the clock before this transaction did, or on another machine: the key holds for them too.
    let from = tx.now().minus(purpose.published_before_use());
    let generation = rows.first().map_or(1, |row| row.generation + 1);
    // Another instance may be first; then its key is the one that is found.
    store::add(tx.conn(), &new_row(master, purpose, generation, from)?)?;
    open_all(master, &store::list(tx.conn(), purpose)?)
}

/// Makes the key that follows. It is used once it is known everywhere; the one before holds for `overlap` longer, which must be
/// at least as long as what it signed is valid, where it has to be opened for that.
///
/// # Errors
/// As [`first_or_present`].
pub fn rotate(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose, overlap: Duration) -> Result<String, AppError> {
    let present = first_or_present(tx, master, purpose)?;
    let from = tx.now().plus(purpose.published_before_use());
    let next = new_row(master, purpose, present.newest().map_or(1, |key| key.generation + 1), from)?;
    store::end_present(tx.conn(), purpose, from.plus(overlap))?;
    store::add(tx.conn(), &next)?;
    announce(tx, "key", purpose.as_str())?;
    Ok(next.kid)
}

/// As [`rotate`], if the newest key has been in use for `age`.
///
/// # Errors
/// As [`first_or_present`].
pub fn rotate_when_due(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose, turn: &Turn) -> Result<bool, AppError> {
    let present = first_or_present(tx, master, purpose)?;
    let now = tx.now();
    let due = present.newest().is_some_and(|key| now.since(key.active_from) >= turn.age);
    if due {
        rotate(tx, master, purpose, turn.overlap)?;
    }
    Ok(due)
}

/// As [`rotate`], for whoever does it by hand. `None` when the purpose has one key for ever.
///
/// # Errors
/// As [`first_or_present`].
pub fn rotate_by_hand(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose) -> Result<Option<String>, AppError> {
    if !purpose.may_turn() {
        return Ok(None);
    }
    let kid = rotate(tx, master, purpose, OVERLAP)?;
    audit::note(tx, None, "key-rotated", &kid, &json!({ "purpose": purpose }))?;
    Ok(Some(kid))
}

/// Every key, opened by nobody: the newest of each purpose first.
///
/// # Errors
/// When the database refuses.
pub fn list(snapshot: &mut Snapshot<'_>) -> Result<Vec<KeyRecord>, AppError> {
    let record = |row: Row| {
        let revocation = row.revocation();
        let Row { kid, purpose, generation, active_from, active_until, .. } = row;
        KeyRecord { kid, purpose, generation, active_from, active_until, revocation }
    };
    Ok(store::all(snapshot.conn())?.into_iter().map(record).collect())
}

/// Longer than an access token is valid, and than the clocks of two instances differ.
pub const OVERLAP: Duration = Duration::from_hours(1);

/// How long a key is used, and how long what it signed is still good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    pub age: Duration,
    pub overlap: Duration,
}

pub(super) fn new_row(master: &MasterKey, purpose: Purpose, generation: i32, from: Timestamp) -> Result<Row, AppError> {
    let (kid, secret) = new_secret(purpose)?;
    let sealed = master.seal(&secret, &place(purpose, generation, &kid))?;
    Ok(Row {
        kid,
        purpose,
        generation,
        sealed,
        active_from: from,
        active_until: None,
        revoked_at: None,
        compromised_at: None,
        revocation_reason: None,
    })
}

/// A secret, and what the key is called.
fn new_secret(purpose: Purpose) -> Result<(String, [u8; KEY_BYTES]), AppError> {
    if !purpose.is_public() {
        return Ok((Token::fresh().reveal().chars().take(KID_LENGTH).collect(), random_bytes()));
    }
    // One of 2³² random numbers is none of P-256.
    let mut drawn = (0..DRAWS).map(|_| random_bytes());
    let found = drawn.find_map(|secret| Some((purpose.signer(&secret).ok()?.public_key().multibase(), secret)));
    found.ok_or_else(|| AppError::broken("no random number is a key"))
}

/// Those that were not revoked.
pub(super) fn open_all(master: &MasterKey, rows: &[Row]) -> Result<KeyRing, AppError> {
    let kept = rows.iter().filter(|row| row.revoked_at.is_none());
    kept.map(|row| unseal(master, row)).collect::<Result<_, _>>().map(KeyRing::new)
}

fn unseal(master: &MasterKey, row: &Row) -> Result<Key, AppError> {
    let secret = master.unseal(&row.sealed, &place(row.purpose, row.generation, &row.kid))?;
    let secret = secret.try_into().map_err(|_| AppError::broken("a stored key does not have 32 bytes"))?;
    let (active_from, active_until) = (row.active_from, row.active_until);
    Ok(Key { kid: row.kid.clone(), generation: row.generation, secret, active_from, active_until })
}

fn place(purpose: Purpose, generation: i32, kid: &str) -> String {
    format!("{purpose}/{generation}/{kid}")
}

/// The master key of a college: the one that is there, else one made now. None is made for keys that another one sealed.
///
/// # Errors
/// When it is missing, cannot be used, or does not open every stored key.
pub fn master_key(
    snapshot: &mut Snapshot<'_>,
    data_dir: &Path,
    configured: Option<&Secret>,
) -> Result<MasterKey, AppError> {
    match find_master_key(snapshot, data_dir, configured)? {
        Some(master) => Ok(master),
        None => MasterKey::make(data_dir),
    }
}

/// As [`master_key`], making none.
///
/// # Errors
/// As [`master_key`].
pub fn find_master_key(
    snapshot: &mut Snapshot<'_>,
    data_dir: &Path,
    configured: Option<&Secret>,
) -> Result<Option<MasterKey>, AppError> {
    let rows = store::all(snapshot.conn())?;
    let master = MasterKey::find(data_dir, configured)?;
    match &master {
        Some(master) => open_all(master, &rows).map(drop)?,
        None if rows.is_empty() => {}
        None => {
            return Err(AppError::broken(format!(
                "the master key is missing, and without it nobody can sign in: bring {} back from a backup, or set \
                 accounts.master_key (COLLEGE_ACCOUNTS_MASTER_KEY_FILE) as it was",
                data_dir.join("master.key").display()
            )));
        }
    }
    Ok(master)
}

/// The opened keys of this process.
pub struct Keychain {
    master: Arc<MasterKey>,
    rings: Cache<Purpose, Arc<KeyRing>>,
}

impl Keychain {
    #[must_use]
    pub fn new(master: MasterKey) -> Self {
        Self { master: Arc::new(master), rings: Cache::new(Purpose::ALL.len()) }
    }

    /// For rotating keys.
    #[must_use]
    pub fn master(&self) -> Arc<MasterKey> {
        Arc::clone(&self.master)
    }

    /// The keys of a purpose: from memory, else from the database, else made now.
    ///
    /// # Errors
    /// As [`first_or_present`].
    pub async fn ring(&self, db: &Db, purpose: Purpose) -> Result<Arc<KeyRing>, AppError> {
        if let Some(ring) = self.rings.get(&purpose) {
            return Ok(ring);
        }
        let seen = self.rings.seen();
        let master = self.master();
        let ring = Arc::new(db.write(move |tx| first_or_present(tx, &master, purpose)).await?);
        self.rings.keep(purpose, Arc::clone(&ring), seen);
        Ok(ring)
    }

    /// Whether every stored key can be opened.
    ///
    /// # Errors
    /// `busy` when one cannot.
    pub async fn check(&self, db: &Db) -> Result<(), AppError> {
        let master = self.master();
        let open = move |snapshot: &mut Snapshot<'_>| open_all(&master, &store::all(snapshot.conn())?).map(drop);
        db.read(open).await.map_err(|error| {
            tracing::error!(%error, "the stored keys cannot be opened");
            Problem::busy().into()
        })
    }

    /// To be called when keys have changed.
    pub fn forget(&self) {
        self.rings.clear();
    }
}
