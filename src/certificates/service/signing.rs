//! Signing certificates, and telling in the status lists what became of them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::reading::{find, look_up};
use crate::accounts::Actor;
use crate::certificates::credential::{Identity, agrees, award};
use crate::certificates::error::CertificateError;
use crate::certificates::model::{
    Certificate, CertificateId, Checked, Credential, Event, EventKind, Found, Place, Record, Signature, Standing,
    SubjectId, Withdrawn, standing,
};
use crate::certificates::store::credentials::{self, Change, Of};
use crate::certificates::store::{events, issues};
use crate::certificates::{CHANGE, STATUS_CHANGE};
use crate::clock::Timestamp;
use crate::db::{Snapshot, Tx, announce};
use crate::error::AppError;
use crate::formats::credential::status::{ENTRIES, StatusPurpose};
use crate::formats::credential::{AchievementCredential, KeySet, PublicKey, Verdict, Verifier, did, integrity, jwt};
use crate::i18n::I18n;
use crate::ids::{Id as _, random_bytes};
use crate::keys::{self, MasterKey, PublishedKey, Signing};

/// A list is left when half of its places are taken: whoever is found in it hides among as many others as places are free.
const MOST_TAKEN: i32 = (ENTRIES / 2).cast_signed();
/// Places that are drawn beside two for each that is wanted. Each is free with a chance of one half at least, so that too few are free
/// never.
const DRAWS: usize = 32;

/// What certificates are signed with.
#[derive(Clone)]
pub struct Signatory {
    pub master: Arc<MasterKey>,
    pub i18n: I18n,
    /// The College's address.
    pub base_url: String,
    prepared: Option<Arc<Prepared>>,
}

/// What is read and taken once in a transaction that signs several certificates.
struct Prepared {
    keys: Signing,
    /// Where the places are.
    base_url: String,
    places: Mutex<Vec<Place>>,
}

impl Signatory {
    #[must_use]
    pub fn new(master: Arc<MasterKey>, i18n: I18n, base_url: String) -> Self {
        Self { master, i18n, base_url, prepared: None }
    }

    /// The same one for so many certificates that are signed in this transaction: their keys are read once, and their places are taken
    /// together. Such as are not signed in the end leave some unused.
    ///
    /// # Errors
    /// When the database refuses, or a key was sealed with another master key.
    pub fn prepared(&self, tx: &mut Tx<'_>, count: usize) -> Result<Self, AppError> {
        let (keys, base_url) = (keys::signing(tx, &self.master)?, self.base_url.clone());
        let places = Mutex::new(take_places(tx, &base_url, count)?);
        Ok(Self { prepared: Some(Arc::new(Prepared { keys, base_url, places })), ..self.clone() })
    }

    fn place(&self, tx: &mut Tx<'_>, issuer: &Identity) -> Result<Place, AppError> {
        let prepared = self.prepared.as_deref().filter(|prepared| prepared.base_url == issuer.base_url);
        let kept = |prepared: &Prepared| prepared.places.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match prepared.and_then(kept) {
            Some(place) => Ok(place),
            None => {
                take_places(tx, &issuer.base_url, 1)?.pop().ok_or_else(|| AppError::broken("a status list is full"))
            }
        }
    }
}

/// Whether a certificate is signed when it is issued: not when it is a test, or where nobody elsewhere could ask for keys.
pub(super) fn is_to_be_signed(record: &Record, signatory: &Signatory) -> bool {
    Identity::of_issuer(record, &signatory.base_url).is_some()
}

/// Signs a certificate, unless it is a test, or was issued where nobody elsewhere could ask for keys.
///
/// # Errors
/// When it was signed before, the database refuses, or a key does not sign.
pub fn sign(tx: &mut Tx<'_>, signatory: &Signatory, certificate: &Certificate) -> Result<(), AppError> {
    let Some(issuer) = Identity::of_issuer(&certificate.record, &signatory.base_url) else { return Ok(()) };
    let subject = SubjectId::from_uuid(uuid::Builder::from_random_bytes(random_bytes()).into_uuid());
    let place = signatory.place(tx, &issuer)?;
    let signed = signed(tx, signatory, (certificate, &issuer), (subject, place))?;
    let withdrawn = withdrawn(certificate, tx.now());
    credentials::add(tx.conn(), of(certificate), &signed, withdrawn)?;
    if withdrawn == (false, false) { Ok(()) } else { say_changed(tx, place.list) }
}

fn of(certificate: &Certificate) -> Of {
    (certificate.holder(), certificate.record.id)
}

fn signed(
    tx: &mut Tx<'_>,
    signatory: &Signatory,
    (certificate, issuer): (&Certificate, &Identity),
    (subject, place): (SubjectId, Place),
) -> Result<Credential, AppError> {
    let read;
    let keys = if let Some(prepared) = &signatory.prepared {
        &prepared.keys
    } else {
        read = keys::signing(tx, &signatory.master)?;
        &read
    };
    let signed_at = tx.now();
    let award = award(&certificate.record, issuer, &signatory.i18n, (subject, place));
    let credential = AchievementCredential::new(award);
    let name = |key: &PublicKey| did::method(&issuer.did, key);
    let (proof, token) = (&keys.proof.signer, &keys.token.signer);
    let document = integrity::sign(&credential, &**proof, &name(&proof.public_key()), signed_at);
    let token = jwt::sign(&credential, &**token, &name(&token.public_key()));
    Ok(Credential {
        subject,
        place,
        document: document.map_err(AppError::broken)?,
        token: token.map_err(AppError::broken)?,
        proof_key: keys.proof.kid.clone(),
        token_key: keys.token.kid.clone(),
        signed_at,
    })
}

/// Places that nobody has, at random, in the list that is being filled at an address.
fn take_places(tx: &mut Tx<'_>, base_url: &str, count: usize) -> Result<Vec<Place>, AppError> {
    let now = tx.now();
    let newest = credentials::newest_list(tx.conn(), base_url)?.filter(|list| list.taken < MOST_TAKEN);
    let list = match newest {
        Some(list) => list,
        None => credentials::add_list(tx.conn(), base_url, now)?,
    };
    let draw = |_| (u32::from_be_bytes(random_bytes()) % ENTRIES).cast_signed();
    let mut drawn: Vec<i32> = (0..DRAWS + 2 * count).map(draw).collect();
    let mut before = credentials::taken_among(tx.conn(), list.number, &drawn)?;
    drawn.retain(|place| before.insert(*place));
    drawn.truncate(count);
    credentials::set_taken(tx.conn(), list.number, list.taken + i32::try_from(drawn.len()).unwrap_or(MOST_TAKEN))?;
    Ok(drawn.into_iter().map(|place| Place { list: list.number, index: place.cast_unsigned() }).collect())
}

/// Whether it is revoked, and whether it is suspended. What was replaced is revoked, and so is what ended before the moment that its
/// credential names, for whoever has nothing but that.
fn withdrawn(certificate: &Certificate, now: Timestamp) -> (bool, bool) {
    let at_present =
        standing(&certificate.events, certificate.superseded_by.is_some(), None, Timestamp::from_micros(0));
    let has_ended = certificate.ends_early.is_some_and(|end| end <= now);
    (has_ended || matches!(at_present, Standing::Revoked | Standing::Replaced), at_present == Standing::Suspended)
}

/// Some certificates that ended before the moment that their credentials name, and of which the status lists do not say so yet.
///
/// # Errors
/// When the database refuses.
pub fn list_ended_early(snapshot: &mut Snapshot<'_>, after: Option<Of>, limit: i64) -> Result<Vec<Of>, AppError> {
    let now = snapshot.now();
    Ok(credentials::list_ended_early(snapshot.conn(), now, after, limit)?)
}

/// Says in the status lists that certificates are over.
///
/// # Errors
/// When the database refuses.
pub fn say_ended(tx: &mut Tx<'_>, some: &[Of]) -> Result<(), AppError> {
    some.iter().try_for_each(|of| set_status(tx, *of, Change::Revoked))
}

/// Notes what happened to a certificate, and tells it in the status list.
///
/// # Errors
/// When the database refuses.
pub fn note(tx: &mut Tx<'_>, of: Of, event: &Event) -> Result<(), AppError> {
    let id = tx.new_id();
    events::add(tx.conn(), id, of, event)?;
    let (change, withdrawn) = match event.kind {
        EventKind::Revoked => (Change::Revoked, Some(Withdrawn::Revoked)),
        EventKind::Suspended => (Change::Suspended(true), Some(Withdrawn::Suspended)),
        EventKind::Restored => (Change::Suspended(false), None),
        EventKind::Issued | EventKind::Reissued => return Ok(()),
    };
    issues::set_withdrawn(tx.conn(), of, withdrawn)?;
    set_status(tx, of, change)
}

fn set_status(tx: &mut Tx<'_>, of: Of, change: Change) -> Result<(), AppError> {
    let Some(list) = credentials::list_of(tx.conn(), of)? else { return Ok(()) };
    credentials::set_status(tx.conn(), of, change)?;
    say_changed(tx, list)
}

fn say_changed(tx: &mut Tx<'_>, list: i32) -> Result<(), AppError> {
    let now = tx.now();
    credentials::set_changed(tx.conn(), list, now)?;
    Ok(announce(tx, STATUS_CHANGE, &list.to_string())?)
}

/// The credential of a certificate, if it has been signed.
///
/// # Errors
/// When the database refuses.
pub fn credential(snapshot: &mut Snapshot<'_>, of: Of) -> Result<Option<Credential>, AppError> {
    Ok(credentials::find(snapshot.conn(), of)?)
}

/// A certificate and its credential, for its holder and the Secretariat, to be shown as proof.
///
/// # Errors
/// 404 for everybody else; 406 when it has no credential; 409 when it was revoked, or its record is not what was issued.
pub fn find_in_force(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (id, now): (CertificateId, Timestamp),
) -> Result<(Certificate, Credential), AppError> {
    let certificate = find(snapshot, actor, id)?;
    if certificate.erased_at.is_some() {
        return Err(CertificateError::Erased.into());
    }
    if matches!(certificate.standing(now), Standing::Revoked | Standing::Replaced) {
        return Err(CertificateError::NotPrintedRevoked.into());
    }
    let credential = credentials::find(snapshot.conn(), of(&certificate))?.ok_or(CertificateError::NotSigned)?;
    Ok((certificate, credential))
}

/// A status list as it is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    pub base_url: String,
    pub changed_at: Timestamp,
    pub set: BTreeSet<u32>,
}

/// What a list says; `None` when there is none of this number.
///
/// # Errors
/// When the database refuses.
pub fn status_list(
    snapshot: &mut Snapshot<'_>,
    purpose: StatusPurpose,
    number: i32,
) -> Result<Option<StatusList>, AppError> {
    let Some(list) = credentials::find_list(snapshot.conn(), number)? else { return Ok(None) };
    let for_ever = purpose == StatusPurpose::Revocation;
    let set = credentials::list_withdrawn(snapshot.conn(), number, for_ever)?;
    let set = set.into_iter().map(i32::cast_unsigned).collect();
    Ok(Some(StatusList { base_url: list.base_url, changed_at: list.changed_at, set }))
}

/// What an id leads to, for anybody, with the signatures checked. A credential that is not as the College signed it, or says
/// something else than the record, makes the certificate one that was altered.
///
/// # Errors
/// When the database refuses.
pub fn verify(snapshot: &mut Snapshot<'_>, present: &str, id: CertificateId) -> Result<(Found, Checked), AppError> {
    let found = look_up(snapshot, id)?;
    let Found::Certificate(certificate) = &found else { return Ok((found, Checked::UNSIGNED)) };
    let Some(credential) = credentials::find(snapshot.conn(), of(certificate))? else {
        return Ok((found, Checked::UNSIGNED));
    };
    let (keys, now) = (keys::published(snapshot)?, snapshot.now());
    let Some(signature) = check(certificate, &credential, present, (&keys, now)) else {
        tracing::error!(certificate = %id, "the credential of a certificate is not what was signed");
        return Ok((Found::Altered, Checked::UNSIGNED));
    };
    Ok((found, Checked { credential: Some(credential), signature }))
}

/// Every address under which credentials were issued.
///
/// # Errors
/// When the database refuses.
pub fn issuing_addresses(snapshot: &mut Snapshot<'_>) -> Result<Vec<String>, AppError> {
    Ok(credentials::list_addresses(snapshot.conn())?)
}

/// What the signatures are worth; `None` when they are not ours, or for something else.
fn check(
    certificate: &Certificate,
    credential: &Credential,
    present: &str,
    (keys, now): (&[PublishedKey], Timestamp),
) -> Option<Signature> {
    let issuer = Identity::of_issuer(&certificate.record, present)?;
    let believed = |key: &&PublishedKey| key.revoked.is_none();
    let keys_of = |chosen: Vec<&PublishedKey>| {
        KeySet::of(&issuer.did, &chosen.into_iter().map(|key| key.key.clone()).collect::<Vec<_>>())
    };
    let (believed, all) = (keys_of(keys.iter().filter(believed).collect()), keys_of(keys.iter().collect()));
    let is_genuine = |text: &str, keys: &KeySet| {
        let finding = Verifier { issuer: &issuer.did, keys, lists: &[], now }.verify(text.as_bytes());
        match finding.said {
            Some(said) => Some(agrees(certificate, &said)),
            None => (finding.verdict != Verdict::UnknownKey).then_some(false),
        }
    };
    let both = |keys| {
        [&credential.document, &credential.token]
            .into_iter()
            .try_fold(true, |so_far, text| is_genuine(text, keys).map(|genuine| so_far && genuine))
    };
    match both(&believed) {
        Some(true) => Some(Signature::Verified),
        Some(false) => None,
        None => (both(&all) == Some(true)).then_some(Signature::KeyRevoked),
    }
}

/// Certificates that are to be signed: such as have no credential, then such as a key signed that was revoked since.
///
/// # Errors
/// When the database refuses.
pub fn list_to_sign(
    snapshot: &mut Snapshot<'_>,
    is_again: bool,
    after: Option<Of>,
    limit: i64,
) -> Result<Vec<Of>, AppError> {
    if !is_again {
        return Ok(credentials::list_unsigned(snapshot.conn(), after, limit)?);
    }
    let revoked = revoked_keys(snapshot)?;
    if revoked.is_empty() {
        return Ok(Vec::new());
    }
    Ok(credentials::list_signed_with(snapshot.conn(), &revoked, after, limit)?)
}

/// The keys of certificates that were revoked.
///
/// # Errors
/// When the database refuses.
pub fn revoked_keys(snapshot: &mut Snapshot<'_>) -> Result<Vec<String>, AppError> {
    let revoked = keys::list(snapshot)?.into_iter().filter(|key| key.revocation.is_some() && key.purpose.is_public());
    Ok(revoked.map(|key| key.kid).collect())
}

/// Signs a certificate that was issued before, or signs it again: with the same subject, at the same place of the status list. Nobody
/// is written to, and the record stays as it is.
///
/// # Errors
/// When the database refuses, or a key does not sign.
pub fn sign_late(tx: &mut Tx<'_>, signatory: &Signatory, (person, id): Of) -> Result<(), AppError> {
    let Found::Certificate(certificate) = look_up(tx, id)? else {
        return Err(AppError::broken(format!("certificate {id} is not what was issued, and is not signed")));
    };
    // Erased since somebody looked: there is nobody left to whom it could be signed.
    if certificate.erased_at.is_some() {
        return Ok(());
    }
    match credentials::find(tx.conn(), (person, id))? {
        None => {
            sign(tx, signatory, &certificate)?;
            issues::set_signed(tx.conn(), (person, id), is_to_be_signed(&certificate.record, signatory))?;
        }
        Some(before) => {
            let issuer = Identity::of_issuer(&certificate.record, &signatory.base_url);
            let issuer = issuer.ok_or_else(|| AppError::broken(format!("certificate {id} was signed by nobody")))?;
            let again = signed(tx, signatory, (&certificate, &issuer), (before.subject, before.place))?;
            credentials::replace(tx.conn(), (person, id), &again)?;
        }
    }
    Ok(announce(tx, CHANGE, &id.to_string())?)
}
