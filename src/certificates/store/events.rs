//! `certificate_events`, `certificate_renditions`.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::certificates::model::{CertificateId, Event, EventId};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{certificate_events, certificate_renditions};
use crate::ids::PersonId;
use crate::on_backend;

/// Notes what happened to a certificate.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, id: EventId, of: (PersonId, CertificateId), event: &Event) -> QueryResult<()> {
    let (person, certificate) = of;
    diesel::insert_into(certificate_events::table)
        .values((
            certificate_events::person.eq(person),
            certificate_events::id.eq(id),
            certificate_events::certificate.eq(certificate),
            certificate_events::kind.eq(event.kind),
            certificate_events::public_reason.eq(event.public_reason),
            certificate_events::private_reason.eq(event.private_reason.as_deref()),
            certificate_events::actor.eq(event.actor),
            certificate_events::at.eq(event.at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// What happened to some of a person's certificates, the earliest first.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    person: PersonId,
    certificates: &[CertificateId],
) -> QueryResult<Vec<(CertificateId, Event)>> {
    certificate_events::table
        .filter(certificate_events::person.eq(person))
        .filter(certificate_events::certificate.eq_any(certificates))
        .order((certificate_events::at, certificate_events::id))
        .select((
            certificate_events::certificate,
            (
                certificate_events::kind,
                certificate_events::public_reason,
                certificate_events::private_reason,
                certificate_events::actor,
                certificate_events::at,
            ),
        ))
        .load(conn)
}

/// Removes what the Secretariat noted for itself about a certificate.
///
/// # Errors
/// When the database refuses.
pub fn erase_private_reasons(conn: &mut Conn, (person, certificate): (PersonId, CertificateId)) -> QueryResult<()> {
    let own = certificate_events::table
        .filter(certificate_events::person.eq(person))
        .filter(certificate_events::certificate.eq(certificate));
    diesel::update(own).set(certificate_events::private_reason.eq(None::<String>)).execute(conn).map(|_| ())
}

/// Whether a certificate has a rendition of this hash.
///
/// # Errors
/// When the database refuses.
pub fn has_rendition(
    conn: &mut Conn,
    (person, certificate): (PersonId, CertificateId),
    sha256: &str,
) -> QueryResult<bool> {
    let found = certificate_renditions::table
        .filter(certificate_renditions::person.eq(person))
        .filter(certificate_renditions::certificate.eq(certificate))
        .filter(certificate_renditions::sha256.eq(sha256));
    diesel::select(exists(found)).get_result(conn)
}

/// Notes the hash of a rendition, if it is new.
///
/// # Errors
/// When the database refuses.
pub fn add_rendition(
    conn: &mut Conn,
    of: (PersonId, CertificateId),
    locale: &str,
    sha256: &str,
    now: Timestamp,
) -> QueryResult<()> {
    let row = (
        certificate_renditions::person.eq(of.0),
        certificate_renditions::certificate.eq(of.1),
        certificate_renditions::locale.eq(locale),
        certificate_renditions::sha256.eq(sha256),
        certificate_renditions::first_served_at.eq(now),
    );
    on_backend!(conn, |c| diesel::insert_into(certificate_renditions::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(|_| ())
}
