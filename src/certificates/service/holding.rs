//! What a holder does with her certificate.

use super::reading::find;
use crate::accounts::Actor;
use crate::certificates::CHANGE;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Certificate, CertificateId};
use crate::certificates::store::issues;
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;

/// A certificate of the actor's own.
///
/// # Errors
/// 404 for everybody else, the Secretariat too; 409 when its record is not what was issued.
pub(super) fn find_own(snapshot: &mut Snapshot<'_>, actor: &Actor, id: CertificateId) -> Result<Certificate, AppError> {
    if issues::holder(snapshot.conn(), id)? != Some(actor.person) {
        return Err(CertificateError::Unknown.into());
    }
    find(snapshot, actor, id)
}

/// Says whether whoever verifies a certificate is shown what it says, or only that it exists and how it stands.
///
/// # Errors
/// 404 unless the holder acts; 409 when its record is not what was issued.
pub fn set_withheld(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, withheld): (CertificateId, bool),
) -> Result<Certificate, AppError> {
    let certificate = find_own(tx, actor, id)?;
    issues::set_withheld(tx.conn(), (actor.person, id), withheld)?;
    announce(tx, CHANGE, &id.to_string())?;
    Ok(Certificate { withheld, ..certificate })
}
