//! The register: who was certified of what, when, and how it stands.

use std::collections::BTreeSet;

use serde_json::json;

use super::reading::certificate;
use crate::accounts::Actor;
use crate::audit;
use crate::certificates::model::{Certificate, CertificateId, Standing};
use crate::certificates::store::issues::Stored;
use crate::certificates::store::register;
use crate::clock::Timestamp;
use crate::cohorts::{self, CohortId};
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;

pub use crate::certificates::store::register::{Filter as RegisterFilter, Place};

/// A certificate in the register.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: CertificateId,
    pub serial: String,
    pub issued_at: Timestamp,
    pub holder: PersonId,
    pub cohort: Option<CohortId>,
    /// `None`: its record is not what was issued.
    pub certificate: Option<Certificate>,
}

impl Entry {
    #[must_use]
    pub fn place(&self) -> Place {
        (self.issued_at, self.serial.clone())
    }
}

/// Certificates, the earliest first.
///
/// # Errors
/// 403 unless the Secretariat asks.
pub fn list_register(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (filter, after): (&RegisterFilter, Option<&Place>),
    limit: i64,
) -> Result<Vec<Entry>, AppError> {
    actor.as_secretariat()?;
    // What was altered is seen when its record is read, and what is unknown is not there.
    if matches!(filter.standing, Some(Standing::Altered | Standing::Unknown)) {
        return Ok(Vec::new());
    }
    entries(snapshot, (filter, after), limit)
}

/// As [`list_register`], for the College itself.
pub(super) fn entries(
    snapshot: &mut Snapshot<'_>,
    (filter, after): (&RegisterFilter, Option<&Place>),
    limit: i64,
) -> Result<Vec<Entry>, AppError> {
    let now = snapshot.now();
    let found = register::list(snapshot.conn(), (filter, now), after, limit)?;
    let people: BTreeSet<PersonId> = found.iter().map(|(stored, _)| stored.person).collect();
    let ids: Vec<CertificateId> = found.iter().map(|(stored, _)| stored.id).collect();
    let mut events = register::events(snapshot.conn(), &people.into_iter().collect::<Vec<_>>(), &ids)?;
    // Stable, so that each certificate's own stay in their order.
    events.sort_by_key(|(certificate, _)| *certificate);
    let entry = |(stored, cohort): (Stored, Option<CohortId>)| {
        let (id, serial, issued_at, holder) = (stored.id, stored.serial.clone(), stored.issued_at, stored.person);
        let begin = events.partition_point(|(certificate, _)| *certificate < id);
        let own = events.iter().skip(begin).take_while(|(certificate, _)| *certificate == id);
        let own = own.map(|(_, event)| event.clone()).collect();
        Entry { id, serial, issued_at, holder, cohort, certificate: certificate(stored, own) }
    };
    Ok(found.into_iter().map(entry).collect())
}

/// Notes that somebody took the certificates of a cohort away.
///
/// # Errors
/// 403 unless the Secretariat acts; 422 when there is no such cohort.
pub fn note_archive(tx: &mut Tx<'_>, actor: &Actor, cohort: CohortId) -> Result<(), AppError> {
    actor.as_secretariat()?;
    cohorts::find(tx, cohort)?;
    audit::note(tx, Some(actor.person), "certificates-archived", &cohort.to_string(), &json!({}))
}

/// Notes that somebody took the register away as a file.
///
/// # Errors
/// 403 unless the Secretariat acts.
pub fn note_export(tx: &mut Tx<'_>, actor: &Actor, filter: &RegisterFilter) -> Result<(), AppError> {
    actor.as_secretariat()?;
    let about = json!({
        "course": filter.course, "party": filter.party, "cohort": filter.cohort, "state": filter.standing,
        "issued_from": filter.issued_from, "issued_until": filter.issued_until,
    });
    audit::note(tx, Some(actor.person), "certificate-register-exported", "certificates", &about)
}
