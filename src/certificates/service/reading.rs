//! Finding certificates, for their holders, for the Secretariat and for everybody.

use crate::accounts::Actor;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Certificate, CertificateId, Event, Found, Record, Sealed};
use crate::certificates::store::issues::Stored;
use crate::certificates::store::{events, issues};
use crate::clock::Timestamp;
use crate::courses::model::ContentHash;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;

/// A certificate, for its holder and the Secretariat.
///
/// # Errors
/// 404 for everybody else; 409 when its record is not what was issued.
pub fn find(snapshot: &mut Snapshot<'_>, actor: &Actor, id: CertificateId) -> Result<Certificate, AppError> {
    let holder = issues::holder(snapshot.conn(), id)?;
    if holder.is_none_or(|holder| holder != actor.person && !actor.is_secretariat()) {
        return Err(CertificateError::Unknown.into());
    }
    match look_up(snapshot, id)? {
        Found::Certificate(certificate) => Ok(*certificate),
        Found::Altered => Err(CertificateError::Altered.into()),
        Found::Nothing => Err(CertificateError::Unknown.into()),
    }
}

/// A certificate in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: CertificateId,
    pub issued_at: Timestamp,
    /// `None`: its record is not what was issued.
    pub certificate: Option<Certificate>,
}

/// A person's own certificates, the latest first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn list_own(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    after: Option<(Timestamp, CertificateId)>,
    limit: i64,
) -> Result<Vec<Listed>, AppError> {
    let stored = issues::list(snapshot.conn(), actor.person, after, limit)?;
    let ids: Vec<CertificateId> = stored.iter().map(|row| row.id).collect();
    let mut happened = events::list(snapshot.conn(), actor.person, &ids)?;
    let listed = stored.into_iter().map(|row| {
        let (id, issued_at) = (row.id, row.issued_at);
        let events = happened.extract_if(.., |(certificate, _)| *certificate == id).map(|(_, event)| event).collect();
        Listed { id, issued_at, certificate: certificate(row, events) }
    });
    Ok(listed.collect())
}

/// What an id leads to, for anybody.
///
/// # Errors
/// When the database refuses.
pub fn look_up(snapshot: &mut Snapshot<'_>, id: CertificateId) -> Result<Found, AppError> {
    let Some(person) = issues::holder(snapshot.conn(), id)? else { return Ok(Found::Nothing) };
    let Some(stored) = issues::find(snapshot.conn(), person, id)? else { return Ok(Found::Altered) };
    let happened = events::list(snapshot.conn(), person, &[id])?.into_iter().map(|(_, event)| event).collect();
    let found = certificate(stored, happened);
    Ok(found.map_or(Found::Altered, |certificate| Found::Certificate(Box::new(certificate))))
}

/// The certificate; `None`, which is noted, when its record is not what was issued.
pub(super) fn certificate(stored: Stored, events: Vec<Event>) -> Option<Certificate> {
    let id = stored.id;
    let found = open(stored, events);
    if found.is_none() {
        tracing::error!(certificate = %id, "the record of a certificate is not what was issued");
    }
    found
}

/// Opens the record. `None` when it was altered, or the columns beside it say something else.
fn open(stored: Stored, events: Vec<Event>) -> Option<Certificate> {
    let Stored { sha256, superseded_by, withheld, .. } = &stored;
    let record = Sealed { text: stored.record.clone(), sha256: sha256.clone() }.open()?;
    let certificate =
        Certificate { record, sha256: sha256.clone(), events, superseded_by: *superseded_by, withheld: *withheld };
    agrees(&certificate.record, &stored).then_some(certificate)
}

fn agrees(record: &Record, stored: &Stored) -> bool {
    let facts = &record.facts;
    record.id == stored.id
        && record.serial == stored.serial
        && facts.holder.person == stored.person
        && facts.enrolment == stored.enrolment
        && facts.course.id == stored.course
        && facts.test == stored.is_test
        && record.issued_at == stored.issued_at
        && record.valid_until == stored.valid_until
}

/// A certificate as it was handed out.
#[derive(Clone, Debug)]
pub struct Rendition {
    holder: PersonId,
    certificate: CertificateId,
    locale: Locale,
    sha256: String,
}

impl Rendition {
    #[must_use]
    pub fn of(certificate: &Certificate, locale: &Locale, bytes: &[u8]) -> Self {
        let sha256 = ContentHash::of(bytes).to_string();
        Self { holder: certificate.holder(), certificate: certificate.record.id, locale: locale.clone(), sha256 }
    }
}

/// Keeps the hash of a rendition, so that it is known for ever which files are ours.
///
/// # Errors
/// When the database refuses.
pub fn note_rendition(tx: &mut Tx<'_>, rendition: &Rendition) -> Result<(), AppError> {
    let now = tx.now();
    let of = (rendition.holder, rendition.certificate);
    Ok(events::add_rendition(tx.conn(), of, rendition.locale.as_str(), &rendition.sha256, now)?)
}
