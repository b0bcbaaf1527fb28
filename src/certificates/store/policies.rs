//! `certificate_policies`, and what the end of a certificate is found by.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use crate::certificates::model::CertificateId;
use crate::clock::Timestamp;
use crate::courses::CourseId;
use crate::db::schema::{certificate_policies, certificates};
use crate::db::{Conn, Json};
use crate::ids::PersonId;

/// One state of a course's policy.
#[derive(Clone, Debug, Queryable)]
pub struct StoredPolicy {
    pub version: i32,
    pub policy: Json,
    pub changed_by: PersonId,
    pub changed_at: Timestamp,
}

/// The states of a course's policy, the last one first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, course: CourseId, before: Option<i32>, limit: i64) -> QueryResult<Vec<StoredPolicy>> {
    let mut query = certificate_policies::table
        .filter(certificate_policies::course.eq(course))
        .select((
            certificate_policies::version,
            certificate_policies::policy,
            certificate_policies::changed_by,
            certificate_policies::changed_at,
        ))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(certificate_policies::version.lt(before));
    }
    query.order(certificate_policies::version.desc()).limit(limit).load(conn)
}

/// # Errors
/// When the database refuses, or there is a state of this number.
pub fn add(conn: &mut Conn, course: CourseId, new: &StoredPolicy) -> QueryResult<()> {
    diesel::insert_into(certificate_policies::table)
        .values((
            certificate_policies::course.eq(course),
            certificate_policies::version.eq(new.version),
            certificate_policies::policy.eq(&new.policy),
            certificate_policies::changed_by.eq(new.changed_by),
            certificate_policies::changed_at.eq(new.changed_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// A certificate that ends.
#[derive(Clone, Debug, Queryable)]
pub struct EndingCertificate {
    pub person: PersonId,
    pub id: CertificateId,
    pub course: CourseId,
    pub issued_at: Timestamp,
    pub end: Timestamp,
    /// The last reminder, in days before the end.
    pub reminded: Option<i32>,
}

diesel::define_sql_function! {
    fn coalesce(first: Nullable<BigInt>, second: Nullable<BigInt>) -> Nullable<BigInt>;
}

diesel::alias!(certificates as later: Later);

/// The first moment at which a certificate does not hold any more.
macro_rules! end {
    () => {
        coalesce(certificates::ends_early, certificates::valid_until)
    };
}
pub(super) use end;

/// Certificates in force that end between two moments, what ends first coming first; without those whose holders have another one of the
/// course that holds for longer.
///
/// # Errors
/// When the database refuses.
pub fn list_ending(
    conn: &mut Conn,
    (from, until): (Timestamp, Timestamp),
    after: Option<(Timestamp, CertificateId)>,
    limit: i64,
) -> QueryResult<Vec<EndingCertificate>> {
    let later_end = coalesce(later.field(certificates::ends_early), later.field(certificates::valid_until));
    let renewed = later
        .filter(later.field(certificates::person).eq(certificates::person))
        .filter(later.field(certificates::course).eq(certificates::course))
        .filter(later.field(certificates::withdrawn).is_null())
        .filter(later.field(certificates::erased_at).is_null())
        .filter(later_end.is_null().or(later_end.gt(end!())));
    let mut query = certificates::table
        .filter(certificates::withdrawn.is_null())
        .filter(certificates::erased_at.is_null())
        .filter(end!().gt(from))
        .filter(end!().le(until))
        .filter(not(exists(renewed)))
        .select((
            certificates::person,
            certificates::id,
            certificates::course,
            certificates::issued_at,
            end!().assume_not_null(),
            certificates::reminded,
        ))
        .into_boxed();
    if let Some((at, id)) = after {
        let beside = end!().eq(at).and(certificates::id.gt(id));
        query = query.filter(end!().gt(at).or(beside));
    }
    query.order((end!(), certificates::id)).limit(limit).load(conn)
}

/// Notes that a holder is reminded so many days before the end. `false` when she was, or the certificate was withdrawn.
///
/// # Errors
/// When the database refuses.
pub fn set_reminded(conn: &mut Conn, (person, id): (PersonId, CertificateId), days: i32) -> QueryResult<bool> {
    let not_yet = certificates::reminded.is_null().or(certificates::reminded.gt(days));
    let own = certificates::table.find((person, id)).filter(certificates::withdrawn.is_null()).filter(not_yet);
    Ok(diesel::update(own).set(certificates::reminded.eq(days)).execute(conn)? == 1)
}
