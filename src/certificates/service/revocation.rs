//! Withdrawing a certificate for ever.

use serde_json::json;

use super::reading::find;
use super::signing::note;
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::CHANGE;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Certificate, CertificateId, Event, EventKind, PublicReason};
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::i18n::{Args, I18n};
use crate::mail::{self, Letter};

/// Why a certificate is revoked.
#[derive(Clone, Debug)]
pub struct Revocation {
    pub public_reason: PublicReason,
    /// For the Secretariat's eyes.
    pub private_reason: Option<String>,
}

/// Revokes a certificate and writes to its holder. The record stays, and goes on to answer.
///
/// # Errors
/// 403 unless the Secretariat acts, and on a certificate of somebody else; 404 when there is no such certificate; 409 when
/// it was revoked before.
pub fn revoke(
    tx: &mut Tx<'_>,
    i18n: &I18n,
    actor: &Actor,
    (id, why): (CertificateId, &Revocation),
) -> Result<Certificate, AppError> {
    actor.as_secretariat()?;
    let mut certificate = find(tx, actor, id)?;
    if certificate.holder() == actor.person {
        return Err(CertificateError::OwnCertificate.into());
    }
    if certificate.revocation().is_some() {
        return Err(CertificateError::AlreadyRevoked.into());
    }
    let now = tx.now();
    let revoked = Event {
        kind: EventKind::Revoked,
        public_reason: Some(why.public_reason),
        private_reason: why.private_reason.clone(),
        actor: Some(actor.person),
        at: now,
    };
    note(tx, (certificate.holder(), id), &revoked)?;
    certificate.events.push(revoked);
    let about = json!({ "public_reason": why.public_reason });
    audit::note(tx, Some(actor.person), "certificate-revoked", &id.to_string(), &about)?;
    announce(tx, CHANGE, &id.to_string())?;
    tell(tx, i18n, &certificate, why.public_reason)?;
    Ok(certificate)
}

fn tell(tx: &mut Tx<'_>, i18n: &I18n, certificate: &Certificate, reason: PublicReason) -> Result<(), AppError> {
    let Some(recipient) = accounts::recipient(tx, certificate.holder())? else { return Ok(()) };
    let reason = i18n.localizer_for(&recipient.locale).plain(reason_message(reason), &Args::new());
    let letter = Letter::CertificateRevoked { serial: certificate.record.serial.clone(), reason };
    mail::post(tx, &recipient, letter)
}

/// The message that puts a reason into words.
#[must_use]
pub const fn reason_message(reason: PublicReason) -> &'static str {
    match reason {
        PublicReason::IssuedInError => "revocation-issued-in-error",
        PublicReason::Misconduct => "revocation-misconduct",
        PublicReason::Other => "revocation-other",
    }
}
