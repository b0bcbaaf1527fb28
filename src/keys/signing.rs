//! What signs, and with what others verify it.

use super::master::MasterKey;
use super::model::{PublishedKey, Purpose};
use super::service::{first_or_present, open_all};
use super::store::{self, Row};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::formats::credential::{PublicKey, Signer};

const PURPOSES: [Purpose; 2] = [Purpose::Proof, Purpose::Token];

/// The two keys that sign now.
pub struct Signing {
    pub proof: SigningKey,
    pub token: SigningKey,
}

/// A key that signs now.
pub struct SigningKey {
    pub kid: String,
    pub signer: Box<dyn Signer>,
}

/// The keys with which a transaction signs. They are read in it, so that nothing is ever signed with a key that was revoked before;
/// the first two are made here.
///
/// # Errors
/// When the database refuses, or a key was sealed with another master key.
pub fn signing(tx: &mut Tx<'_>, master: &MasterKey) -> Result<Signing, AppError> {
    let rows = store::list_of(tx.conn(), &PURPOSES)?;
    Ok(Signing { proof: key(tx, master, Purpose::Proof, &rows)?, token: key(tx, master, Purpose::Token, &rows)? })
}

fn key(tx: &mut Tx<'_>, master: &MasterKey, purpose: Purpose, rows: &[Row]) -> Result<SigningKey, AppError> {
    let (rows, now): (Vec<Row>, _) = (rows.iter().filter(|row| row.purpose == purpose).cloned().collect(), tx.now());
    let mut ring = open_all(master, &rows)?;
    if ring.newest().is_none() {
        ring = first_or_present(tx, master, purpose)?;
    }
    let key = ring.in_use(now).ok_or_else(|| AppError::broken(format!("no {purpose} key is in use at {now}")))?;
    let signer = purpose.signer(&key.secret).map_err(AppError::broken)?;
    Ok(SigningKey { kid: key.kid.clone(), signer })
}

/// Every key that ever signed, the newest of each purpose first.
///
/// # Errors
/// When the database refuses, or what it holds is no key.
pub fn published(snapshot: &mut Snapshot<'_>) -> Result<Vec<PublishedKey>, AppError> {
    let publish = |row: Row| {
        let key = PublicKey::from_multibase(&row.kid).map_err(AppError::broken)?;
        Ok(PublishedKey { key, revoked: row.revocation().map(|revocation| revocation.compromised_at) })
    };
    store::list_of(snapshot.conn(), &PURPOSES)?.into_iter().map(publish).collect()
}
