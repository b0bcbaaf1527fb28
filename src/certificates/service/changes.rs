//! What staff do to a certificate that was issued: suspending it, restoring it, revoking it, correcting the name on it.

use serde_json::json;

use super::issuing::{Successor, supersede};
use super::reading::find;
use super::signing::{Signatory, note};
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::CHANGE;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{
    Act, Certificate, CertificateId, CorrectionRequestState, Draft, Event, EventKind, Holder, PublicReason, Record,
    Standing, Validity,
};
use crate::certificates::store::{candidates, corrections};
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::i18n::{Args, I18n, Locale};
use crate::mail::{self, Letter};

/// Which certificate somebody acts on, and whether she saw its present version.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    pub id: CertificateId,
    pub admit: &'a dyn Fn(i32) -> Result<(), AppError>,
}

/// What is done to a certificate, and why.
#[derive(Clone, Debug)]
pub struct Change {
    pub act: Act,
    pub public_reason: PublicReason,
    /// For the Secretariat's eyes.
    pub private_reason: Option<String>,
}

/// The name that a certificate should have had.
#[derive(Clone, Debug)]
pub struct Correction {
    pub name: String,
    /// For the Secretariat's eyes.
    pub private_reason: Option<String>,
}

/// Suspends, restores or revokes a certificate and writes to its holder. The record stays, and goes on to answer.
///
/// # Errors
/// 403 unless the Secretariat acts, and on a certificate of somebody else; 404 when there is no such certificate; 409 when
/// it stands where this cannot be done; 412 and 428 when the actor did not see its present version.
pub fn change(
    tx: &mut Tx<'_>,
    i18n: &I18n,
    actor: &Actor,
    (target, change): (Target<'_>, &Change),
) -> Result<Certificate, AppError> {
    let mut certificate = find_for(tx, actor, (target, change.act))?;
    let event = Event {
        kind: change.act.event(),
        public_reason: Some(change.public_reason),
        private_reason: change.private_reason.clone(),
        actor: Some(actor.person),
        at: tx.now(),
    };
    note(tx, (certificate.holder(), target.id), &event)?;
    certificate.events.push(event);
    let about = json!({ "public_reason": change.public_reason });
    audit::note(tx, Some(actor.person), change.act.as_str(), &target.id.to_string(), &about)?;
    announce(tx, CHANGE, &target.id.to_string())?;
    if change.act == Act::Revoke {
        refuse_correction(tx, i18n, actor, (&certificate, change))?;
    }
    tell(tx, i18n, &certificate, change)?;
    Ok(certificate)
}

/// A certificate that somebody may do this to, now.
fn find_for(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (target, act): (Target<'_>, Act),
) -> Result<Certificate, AppError> {
    actor.as_secretariat()?;
    let certificate = find(snapshot, actor, target.id)?;
    if certificate.holder() == actor.person {
        return Err(CertificateError::OwnCertificate.into());
    }
    (target.admit)(certificate.row_version())?;
    let standing = certificate.standing(snapshot.now());
    if act == Act::Correct && certificate.erased_at.is_some() {
        return Err(CertificateError::Erased.into());
    }
    if act.is_open(standing) { Ok(certificate) } else { Err(closed(standing).into()) }
}

const fn closed(standing: Standing) -> CertificateError {
    match standing {
        Standing::Revoked => CertificateError::AlreadyRevoked,
        Standing::Replaced => CertificateError::AlreadyReplaced,
        Standing::Suspended => CertificateError::Suspended,
        Standing::Valid | Standing::Expired => CertificateError::NotSuspended,
        Standing::Altered | Standing::Unknown => CertificateError::Altered,
    }
}

/// Nobody decides any more on another name for what was revoked; the holder is told why by the letter about that.
fn refuse_correction(
    tx: &mut Tx<'_>,
    i18n: &I18n,
    actor: &Actor,
    (certificate, change): (&Certificate, &Change),
) -> Result<(), AppError> {
    let (holder, now) = (certificate.holder(), tx.now());
    let reader = accounts::recipient(tx, holder)?.map_or(Locale::EN, |recipient| recipient.locale);
    let reason = i18n.localizer_for(&reader).plain(change.public_reason.message(), &Args::new());
    let ruling = (CorrectionRequestState::Refused, Some(reason.as_str()));
    Ok(corrections::settle(tx.conn(), (holder, certificate.record.id), ruling, (actor.person, now))?)
}

fn tell(tx: &mut Tx<'_>, i18n: &I18n, certificate: &Certificate, change: &Change) -> Result<(), AppError> {
    let Some(recipient) = accounts::recipient(tx, certificate.holder())? else { return Ok(()) };
    let reason = i18n.localizer_for(&recipient.locale).plain(change.public_reason.message(), &Args::new());
    let serial = certificate.record.serial.clone();
    let letter = match change.act {
        Act::Suspend => Letter::CertificateSuspended { serial, reason },
        Act::Restore => Letter::CertificateRestored { serial, reason },
        Act::Revoke | Act::Correct => Letter::CertificateRevoked { serial, reason },
    };
    mail::post(tx, &recipient, letter)
}

/// What the certificate with the right name will say, for a proof before it is issued.
///
/// # Errors
/// As [`correct`].
pub fn establish_correction(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (target, name): (Target<'_>, &str),
) -> Result<Draft, AppError> {
    let Record { facts, valid_until, .. } = corrected(&find_for(snapshot, actor, (target, Act::Correct))?, name)?;
    Ok(Draft {
        facts,
        validity: valid_until.map_or(Validity::None, |until| Validity::Until { until }),
        latest_end: None,
    })
}

/// The same certificate with another name: whatever else it says was right, and stays. If it ends early, the new one says so.
fn corrected(certificate: &Certificate, name: &str) -> Result<Record, AppError> {
    let mut record = certificate.record.clone();
    if record.facts.holder.name == name {
        return Err(CertificateError::NameUnchanged.into());
    }
    record.facts.holder = Holder { name: name.to_owned(), ..record.facts.holder };
    record.valid_until = certificate.end();
    Ok(record)
}

/// Issues a certificate with the right name, which takes the place of the one with the wrong name, and writes to the holder. It has
/// a number and an address of its own, and ends when the other would have.
///
/// # Errors
/// 403 unless the Secretariat acts, and on a certificate of somebody else; 404 when there is no such certificate; 409 when
/// it is not in force; 412 and 428 when the actor did not see its present version; 422 when it bears this name already.
pub fn correct(
    tx: &mut Tx<'_>,
    signatory: &Signatory,
    actor: &Actor,
    (target, correction): (Target<'_>, &Correction),
) -> Result<Certificate, AppError> {
    let old = find_for(tx, actor, (target, Act::Correct))?;
    let Record { facts, valid_until, serial, .. } = corrected(&old, &correction.name)?;
    let why = Event {
        kind: EventKind::Reissued,
        public_reason: None,
        private_reason: correction.private_reason.clone(),
        actor: Some(actor.person),
        at: tx.now(),
    };
    // Who asked for yet another name still waits for an answer: her request goes on to the new certificate.
    let request = corrections::waiting(tx.conn(), (old.holder(), target.id))?;
    if let Some(request) = request.filter(|request| request.name == correction.name) {
        let granted = (CorrectionRequestState::Granted, None);
        corrections::decide(tx.conn(), request.id, granted, (actor.person, why.at))?;
    }
    let successor = Successor { facts: &facts, valid_until, why };
    let new = supersede(tx, signatory, (old.holder(), target.id), successor)?;
    // A genuine certificate that takes the place of a test bears this name, too.
    candidates::set_name(tx.conn(), old.holder(), facts.enrolment, &correction.name)?;
    let about = json!({ "new": new.record.id });
    audit::note(tx, Some(actor.person), Act::Correct.as_str(), &target.id.to_string(), &about)?;
    if let Some(recipient) = accounts::recipient(tx, old.holder())? {
        let serials = (serial, new.record.serial.clone());
        let verify_path = new.record.id.verify_path();
        mail::post(tx, &recipient, Letter::CertificateReplaced { old: serials.0, serial: serials.1, verify_path })?;
    }
    Ok(new)
}
