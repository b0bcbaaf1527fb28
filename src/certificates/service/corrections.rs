//! What holders say is wrong on their certificates, and what the Secretariat says to that.

use serde_json::json;

use super::changes::{Correction, Target, correct};
use super::holding::find_own;
use super::reading::find;
use super::signing::Signatory;
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{
    CertificateId, CorrectionRequest, CorrectionRequestId, CorrectionRequestState, Standing,
};
use crate::certificates::store::corrections;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::mail::{self, Letter};

/// The name that a holder wants on her certificate.
#[derive(Clone, Debug)]
pub struct NewRequest {
    pub name: String,
    pub message: Option<String>,
}

/// What the Secretariat says to a request.
#[derive(Clone, Debug)]
pub struct RequestRuling {
    pub granted: bool,
    /// For the holder to read; a refusal has one.
    pub public_reason: Option<String>,
}

/// Asks for another name on one's own certificate.
///
/// # Errors
/// 404 unless the holder asks; 409 when it is not in force, or a request waits; 422 when it bears this name already.
pub fn request_correction(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, new): (CertificateId, &NewRequest),
) -> Result<CorrectionRequest, AppError> {
    let certificate = find_own(tx, actor, id)?;
    match certificate.standing(tx.now()) {
        Standing::Revoked => return Err(CertificateError::AlreadyRevoked.into()),
        Standing::Replaced => return Err(CertificateError::AlreadyReplaced.into()),
        _ => {}
    }
    if certificate.erased_at.is_some() {
        return Err(CertificateError::Erased.into());
    }
    if certificate.record.facts.holder.name == new.name {
        return Err(CertificateError::NameUnchanged.into());
    }
    let request = CorrectionRequest {
        id: tx.new_id(),
        person: actor.person,
        certificate: id,
        name: new.name.clone(),
        message: new.message.clone(),
        state: CorrectionRequestState::Requested,
        requested_at: tx.now(),
        decided_by: None,
        decided_at: None,
        public_reason: None,
    };
    if corrections::add(tx.conn(), &request)? { Ok(request) } else { Err(CertificateError::RequestWaits.into()) }
}

/// Requests in one state, who waits longest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list_requests(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (state, after): (CorrectionRequestState, Option<CorrectionRequestId>),
    limit: i64,
) -> Result<Vec<CorrectionRequest>, AppError> {
    actor.as_secretariat()?;
    Ok(corrections::list(snapshot.conn(), state, after, limit)?)
}

/// Requests for one certificate, the latest first; for its holder and the Secretariat.
///
/// # Errors
/// 404 for everybody else; 409 when its record is not what was issued.
pub fn list_requests_for(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (id, before): (CertificateId, Option<CorrectionRequestId>),
    limit: i64,
) -> Result<Vec<CorrectionRequest>, AppError> {
    let certificate = find(snapshot, actor, id)?;
    Ok(corrections::list_of(snapshot.conn(), (certificate.holder(), id), before, limit)?)
}

/// What is asked for: which certificate is to bear which name.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such request.
pub fn requested_change(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    id: CorrectionRequestId,
) -> Result<CorrectionRequest, AppError> {
    actor.as_secretariat()?;
    corrections::find(snapshot.conn(), id)?.ok_or_else(|| CertificateError::RequestUnknown.into())
}

/// Grants a request, so that a certificate with the right name is issued, or refuses it. The holder is written to either way.
///
/// # Errors
/// 403 unless the Secretariat acts, and on a request of somebody else; 404 when there is no such request; 409 when somebody decided
/// before, or the certificate is not in force.
pub fn decide_request(
    tx: &mut Tx<'_>,
    signatory: &Signatory,
    actor: &Actor,
    (id, ruling): (CorrectionRequestId, &RequestRuling),
) -> Result<CorrectionRequest, AppError> {
    let mut request = requested_change(tx, actor, id)?;
    if request.person == actor.person {
        return Err(CertificateError::OwnCertificate.into());
    }
    let now = tx.now();
    let state = if ruling.granted { CorrectionRequestState::Granted } else { CorrectionRequestState::Refused };
    if !corrections::decide(tx.conn(), id, (state, ruling.public_reason.as_deref()), (actor.person, now))? {
        return Err(CertificateError::RequestDecided.into());
    }
    if ruling.granted {
        let correction = Correction { name: request.name.clone(), private_reason: None };
        // What the certificate says besides does not depend on what anybody saw: nothing but the name changes.
        let target = Target { id: request.certificate, admit: &|_| Ok(()) };
        correct(tx, signatory, actor, (target, &correction))?;
    } else if let Some(recipient) = accounts::recipient(tx, request.person)? {
        let serial = find(tx, actor, request.certificate)?.record.serial;
        let reason = ruling.public_reason.clone().unwrap_or_default();
        mail::post(tx, &recipient, Letter::CorrectionRefused { serial, reason })?;
    }
    let about = json!({ "certificate": request.certificate, "state": state });
    audit::note(tx, Some(actor.person), "correction-request-decided", &id.to_string(), &about)?;
    request.state = state;
    request.public_reason.clone_from(&ruling.public_reason);
    (request.decided_by, request.decided_at) = (Some(actor.person), Some(now));
    Ok(request)
}
