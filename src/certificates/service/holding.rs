//! What a holder does with her certificate: withholding its details, and having them erased, for which who has no account asks the
//! Secretariat.

use serde_json::json;

use super::reading::{find, look_up};
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::CHANGE;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Certificate, CertificateId, Found, Standing};
use crate::certificates::store::{candidates, corrections, credentials, events, issues, workshops};
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
/// 404 unless the holder acts; 409 when its record is not what was issued; 410 when it was erased.
pub fn set_withheld(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, withheld): (CertificateId, bool),
) -> Result<Certificate, AppError> {
    let certificate = find_own(tx, actor, id)?;
    if certificate.erased_at.is_some() {
        return Err(CertificateError::Erased.into());
    }
    issues::set_withheld(tx.conn(), (actor.person, id), withheld)?;
    announce(tx, CHANGE, &id.to_string())?;
    Ok(Certificate { withheld, ..certificate })
}

/// Erases for ever what a certificate says of its holder, and those that it took the place of. What is left is a proof for whoever has
/// the file: that it exists, how it stands, its hash and those of what was handed out. The number that she typed shows that she means it.
///
/// # Errors
/// 404 unless the holder acts, or the Secretariat; 409 when the holder can sign in and the Secretariat acts, when it is suspended, another
/// has taken its place, or its record is not what was issued; 410 when it was erased before; 422 when it has another number.
pub fn erase(tx: &mut Tx<'_>, actor: &Actor, (id, serial): (CertificateId, &str)) -> Result<Certificate, AppError> {
    let certificate = find_to_erase(tx, actor, id)?;
    match certificate.standing(tx.now()) {
        _ if certificate.erased_at.is_some() => return Err(CertificateError::Erased.into()),
        // Another holds in its place, and would be erased with it.
        _ if certificate.superseded_by.is_some() => return Err(CertificateError::AlreadyReplaced.into()),
        Standing::Suspended => return Err(CertificateError::NotErasedSuspended.into()),
        _ if certificate.record.serial != serial => return Err(CertificateError::OtherSerial.into()),
        _ => {}
    }
    let (holder, enrolment) = (certificate.holder(), certificate.record.facts.enrolment);
    for each in issues::of_enrolment(tx.conn(), holder, enrolment)? {
        erase_one(tx, each)?;
    }
    candidates::erase(tx.conn(), holder, enrolment)?;
    workshops::erase(tx.conn(), holder, enrolment)?;
    // Whom the College knows from a list alone has no other name here.
    let is_owed = candidates::is_owed_any(tx.conn(), holder)?;
    if holder != actor.person && !is_owed && issues::list_held(tx.conn(), holder)?.is_empty() {
        accounts::forget_participant(tx, holder)?;
    }
    audit::note(tx, Some(actor.person), "certificate-erased", &id.to_string(), &json!({}))?;
    find(tx, actor, id)
}

/// One's own, or that of somebody who cannot do it herself.
fn find_to_erase(snapshot: &mut Snapshot<'_>, actor: &Actor, id: CertificateId) -> Result<Certificate, AppError> {
    let certificate = find(snapshot, actor, id)?;
    let is_own = certificate.holder() == actor.person;
    if !is_own && accounts::can_sign_in(snapshot, certificate.holder())? {
        return Err(CertificateError::HolderErases.into());
    }
    Ok(certificate)
}

fn erase_one(tx: &mut Tx<'_>, id: CertificateId) -> Result<(), AppError> {
    let Found::Certificate(certificate) = look_up(tx, id)? else { return Err(CertificateError::Altered.into()) };
    if certificate.erased_at.is_some() {
        return Ok(());
    }
    let (of, now) = ((certificate.holder(), id), tx.now());
    let left = certificate.record.without_person().seal()?.text;
    issues::set_erased(tx.conn(), of, &left, now)?;
    credentials::erase(tx.conn(), of)?;
    events::erase_private_reasons(tx.conn(), of)?;
    corrections::remove_all(tx.conn(), of)?;
    Ok(announce(tx, CHANGE, &id.to_string())?)
}
