//! `certificates` as a register: all people's, in the order in which they were issued.

use diesel::prelude::*;

use super::issues::{Stored, columns};
use super::policies::{coalesce, end};
use crate::certificates::model::{CertificateId, Event, Standing, Withdrawn};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::CourseId;
use crate::db::Conn;
use crate::db::schema::{certificate_events, certificates};
use crate::ids::PersonId;
use crate::parties::PartyCode;

/// Where a certificate stands in the register: when it was issued, and its number.
pub type Place = (Timestamp, String);

/// Which certificates are listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub course: Option<CourseId>,
    pub party: Option<PartyCode>,
    pub cohort: Option<CohortId>,
    pub standing: Option<Standing>,
    pub issued_from: Option<Timestamp>,
    /// Up to, but not including.
    pub issued_until: Option<Timestamp>,
}

/// Some certificates, the earliest first and those of one moment by their numbers, with their cohorts.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    (filter, now): (&Filter, Timestamp),
    after: Option<&Place>,
    limit: i64,
) -> QueryResult<Vec<(Stored, Option<CohortId>)>> {
    let mut query = certificates::table.select((columns!(), certificates::cohort)).into_boxed();
    if let Some(course) = filter.course {
        query = query.filter(certificates::course.eq(course));
    }
    if let Some(party) = filter.party {
        query = query.filter(certificates::party.eq(party));
    }
    if let Some(cohort) = filter.cohort {
        query = query.filter(certificates::cohort.eq(cohort));
    }
    if let Some(from) = filter.issued_from {
        query = query.filter(certificates::issued_at.ge(from));
    }
    if let Some(until) = filter.issued_until {
        query = query.filter(certificates::issued_at.lt(until));
    }
    if let Some((at, place)) = after {
        // Where an id stands, as it did before there was an order of numbers, the moment is begun again.
        let serial = if place.starts_with("VC-") { place } else { "" };
        // By itself the index would be gone through from its beginning.
        query = query.filter(certificates::issued_at.ge(*at));
        let later = certificates::issued_at.eq(*at).and(certificates::serial.gt(serial));
        query = query.filter(certificates::issued_at.gt(*at).or(later));
    }
    query = match filter.standing {
        None => query,
        Some(Standing::Suspended) => query.filter(certificates::withdrawn.eq(Withdrawn::Suspended)),
        Some(Standing::Revoked) => query.filter(certificates::withdrawn.eq(Withdrawn::Revoked)),
        Some(Standing::Replaced) => query.filter(certificates::withdrawn.eq(Withdrawn::Replaced)),
        Some(Standing::Expired) => query.filter(certificates::withdrawn.is_null()).filter(end!().le(now)),
        Some(_) => {
            let holds = end!().is_null().or(end!().gt(now));
            query.filter(certificates::withdrawn.is_null()).filter(holds)
        }
    };
    query.order((certificates::issued_at, certificates::serial)).limit(limit).load(conn)
}

/// What happened to some certificates of several people, the earliest first.
///
/// # Errors
/// When the database refuses.
pub fn events(conn: &mut Conn, people: &[PersonId], ids: &[CertificateId]) -> QueryResult<Vec<(CertificateId, Event)>> {
    certificate_events::table
        .filter(certificate_events::person.eq_any(people))
        .filter(certificate_events::certificate.eq_any(ids))
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
