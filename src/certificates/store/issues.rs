//! `certificates`, `certificate_ids`, `certificate_serials`.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::policies::{coalesce, end};
use crate::certificates::model::{CandidateState, CertificateId, Kind, Record, Sealed, Withdrawn};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, VersionId};
use crate::db::Conn;
use crate::db::schema::{certificate_candidates, certificate_ids, certificate_serials, certificates};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;

/// A certificate as it is stored. The columns repeat what the record says, so that it can be found.
#[derive(Queryable)]
pub struct Stored {
    pub person: PersonId,
    pub id: CertificateId,
    pub serial: String,
    pub enrolment: EnrolmentId,
    pub course: CourseId,
    pub record: String,
    pub sha256: String,
    pub is_test: bool,
    pub issued_at: Timestamp,
    pub valid_until: Option<Timestamp>,
    pub superseded_by: Option<CertificateId>,
    pub withheld: bool,
    pub ends_early: Option<Timestamp>,
    pub end_changes: i32,
    pub erased_at: Option<Timestamp>,
}

/// The columns of a [`Stored`], as a macro, since their type cannot be written down.
macro_rules! columns {
    () => {
        (
            certificates::person,
            certificates::id,
            certificates::serial,
            certificates::enrolment,
            certificates::course,
            certificates::record,
            certificates::sha256,
            certificates::test,
            certificates::issued_at,
            certificates::valid_until,
            certificates::superseded_by,
            certificates::withheld,
            certificates::ends_early,
            certificates::end_changes,
            certificates::erased_at,
        )
    };
}
pub(super) use columns;

/// The certificate that the enrolment has, and whether it is a test.
///
/// # Errors
/// When the database refuses.
pub fn standing_for(
    conn: &mut Conn,
    person: PersonId,
    enrolment: EnrolmentId,
    kind: Kind,
) -> QueryResult<Option<(CertificateId, bool, Option<Withdrawn>)>> {
    certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::enrolment.eq(enrolment))
        .filter(certificates::kind.eq(kind))
        .filter(certificates::superseded_by.is_null())
        .select((certificates::id, certificates::test, certificates::withdrawn))
        .first(conn)
        .optional()
}

/// What a certificate was earned with.
#[derive(Clone, Copy, Debug)]
pub enum Earned {
    Enrolment(EnrolmentId),
    Version(VersionId),
}

/// The certificate that a person has and that nobody withdrew, unless what it says was erased.
///
/// # Errors
/// When the database refuses.
pub fn find_earned(conn: &mut Conn, person: PersonId, with: Earned) -> QueryResult<Option<Stored>> {
    let mut query = certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::withdrawn.is_null())
        .filter(certificates::erased_at.is_null())
        .select(columns!())
        .into_boxed();
    query = match with {
        Earned::Enrolment(enrolment) => query.filter(certificates::enrolment.eq(enrolment)),
        Earned::Version(version) => query.filter(certificates::version.eq(version)),
    };
    query.order(certificates::issued_at.desc()).first(conn).optional()
}

/// Enrolments that have nothing but a test that nobody revoked or suspended, and whose candidates do not wait for more; with their people.
///
/// # Errors
/// When the database refuses.
pub fn list_tests(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(PersonId, EnrolmentId)>> {
    let issued = certificate_candidates::table
        .filter(certificate_candidates::person.eq(certificates::person))
        .filter(certificate_candidates::enrolment.eq(certificates::enrolment))
        .filter(certificate_candidates::state.eq(CandidateState::Issued));
    certificates::table
        .filter(certificates::test.eq(true))
        .filter(certificates::erased_at.is_null())
        .filter(certificates::superseded_by.is_null())
        .filter(certificates::withdrawn.is_null())
        .filter(exists(issued))
        .select((certificates::person, certificates::enrolment))
        .limit(limit)
        .load(conn)
}

/// A certificate that nobody withdrew, and how long it holds.
#[derive(Clone, Debug, Queryable)]
pub struct Held {
    pub id: CertificateId,
    pub course: CourseId,
    pub locale: Locale,
    pub issued_at: Timestamp,
    pub end: Option<Timestamp>,
}

/// The certificates that a person has, those that are over, too.
///
/// # Errors
/// When the database refuses.
pub fn list_held(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Held>> {
    certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::withdrawn.is_null())
        .filter(certificates::erased_at.is_null())
        .select((certificates::id, certificates::course, certificates::locale, certificates::issued_at, end!()))
        .load(conn)
}

/// The certificate of an enrolment that was revoked, unless what it says was erased.
///
/// # Errors
/// When the database refuses.
pub fn find_revoked(
    conn: &mut Conn,
    (person, enrolment): (PersonId, EnrolmentId),
) -> QueryResult<Option<(CertificateId, String)>> {
    certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::enrolment.eq(enrolment))
        .filter(certificates::superseded_by.is_null())
        .filter(certificates::withdrawn.eq(Withdrawn::Revoked))
        .filter(certificates::erased_at.is_null())
        .select((certificates::id, certificates::serial))
        .first(conn)
        .optional()
}

/// Notes which certificate has taken the place of another.
///
/// # Errors
/// When the database refuses.
pub fn set_superseded(
    conn: &mut Conn,
    person: PersonId,
    (old, new): (CertificateId, CertificateId),
) -> QueryResult<()> {
    diesel::update(certificates::table.find((person, old)))
        .set((certificates::superseded_by.eq(new), certificates::withdrawn.eq(Withdrawn::Replaced)))
        .execute(conn)
        .map(|_| ())
}

/// Notes how a certificate was withdrawn; `None`: it holds again. What was replaced stays replaced.
///
/// # Errors
/// When the database refuses.
pub fn set_withdrawn(
    conn: &mut Conn,
    (person, id): (PersonId, CertificateId),
    withdrawn: Option<Withdrawn>,
) -> QueryResult<()> {
    let own = certificates::table.find((person, id)).filter(certificates::superseded_by.is_null());
    diesel::update(own).set(certificates::withdrawn.eq(withdrawn)).execute(conn).map(|_| ())
}

/// Notes whether anything is shown to others but how it stands.
///
/// # Errors
/// When the database refuses.
pub fn set_withheld(conn: &mut Conn, of: (PersonId, CertificateId), withheld: bool) -> QueryResult<()> {
    diesel::update(certificates::table.find(of)).set(certificates::withheld.eq(withheld)).execute(conn).map(|_| ())
}

/// Notes from when on a certificate does not hold any more; `None`: from the moment that is printed on it. Which reminder its holder had
/// last is said anew.
///
/// # Errors
/// When the database refuses.
pub fn set_ends_early(
    conn: &mut Conn,
    of: (PersonId, CertificateId),
    end: Option<Timestamp>,
    reminded: Option<i32>,
) -> QueryResult<()> {
    let changes = (
        certificates::ends_early.eq(end),
        certificates::end_changes.eq(certificates::end_changes + 1),
        certificates::reminded.eq(reminded),
    );
    diesel::update(certificates::table.find(of)).set(changes).execute(conn).map(|_| ())
}

/// The certificates of an enrolment, those that were replaced, too.
///
/// # Errors
/// When the database refuses.
pub fn of_enrolment(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<Vec<CertificateId>> {
    certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::enrolment.eq(enrolment))
        .select(certificates::id)
        .load(conn)
}

/// Puts what is left of a record in its place.
///
/// # Errors
/// When the database refuses.
pub fn set_erased(conn: &mut Conn, of: (PersonId, CertificateId), left: &str, now: Timestamp) -> QueryResult<()> {
    let changes = (certificates::record.eq(left), certificates::withheld.eq(true), certificates::erased_at.eq(now));
    diesel::update(certificates::table.find(of)).set(changes).execute(conn).map(|_| ())
}

/// The next number of a year. Two who want it at the same time meet here: writes are serial on SQLite and serializable on
/// PostgreSQL.
///
/// # Errors
/// When the database refuses.
pub fn next_number(conn: &mut Conn, year: i32) -> QueryResult<i32> {
    let next: Option<i32> = on_backend!(conn, |c| diesel::update(certificate_serials::table.find(year))
        .set(certificate_serials::last.eq(certificate_serials::last + 1))
        .returning(certificate_serials::last)
        .get_result(c)
        .optional())?;
    if let Some(next) = next {
        return Ok(next);
    }
    diesel::insert_into(certificate_serials::table)
        .values((certificate_serials::year.eq(year), certificate_serials::last.eq(1)))
        .execute(conn)?;
    Ok(1)
}

/// Leaves some numbers out, which nobody is given.
///
/// # Errors
/// When the database refuses.
pub fn leave_numbers_out(conn: &mut Conn, count: i32) -> QueryResult<()> {
    let all = diesel::update(certificate_serials::table);
    all.set(certificate_serials::last.eq(certificate_serials::last + count)).execute(conn).map(|_| ())
}

/// Adds a certificate, perhaps in the place of another; and notes whether it is signed in the same transaction.
///
/// # Errors
/// When the enrolment has one already, or the database refuses.
pub fn add(
    conn: &mut Conn,
    (record, sealed, is_signed): (&Record, &Sealed, bool),
    supersedes: Option<CertificateId>,
    cohort: Option<CohortId>,
) -> Result<(), AppError> {
    let facts = &record.facts;
    let row = (
        (
            certificates::person.eq(facts.holder.person),
            certificates::id.eq(record.id),
            certificates::serial.eq(&record.serial),
            certificates::kind.eq(facts.kind),
            certificates::enrolment.eq(facts.enrolment),
            certificates::course.eq(facts.course.id),
            certificates::version.eq(facts.course.version),
            certificates::edition.eq(facts.course.edition),
        ),
        (
            certificates::locale.eq(&facts.language),
            certificates::template.eq(&facts.template),
            certificates::record.eq(&sealed.text),
            certificates::sha256.eq(&sealed.sha256),
            certificates::test.eq(facts.test),
            certificates::issued_at.eq(record.issued_at),
            certificates::valid_until.eq(record.valid_until),
            certificates::supersedes.eq(supersedes),
            certificates::party.eq(facts.party.as_ref().map(|party| party.code)),
            certificates::cohort.eq(cohort),
            certificates::signed.eq(is_signed),
        ),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(certificates::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if added != 1 {
        return Err(AppError::broken(format!("enrolment {} has a certificate already", facts.enrolment)));
    }
    diesel::insert_into(certificate_ids::table)
        .values((certificate_ids::id.eq(record.id), certificate_ids::person.eq(facts.holder.person)))
        .execute(conn)?;
    Ok(())
}

/// Notes whether a certificate is signed.
///
/// # Errors
/// When the database refuses.
pub fn set_signed(conn: &mut Conn, of: (PersonId, CertificateId), is_signed: bool) -> QueryResult<()> {
    diesel::update(certificates::table.find(of)).set(certificates::signed.eq(is_signed)).execute(conn).map(|_| ())
}

/// Whose certificate it is.
///
/// # Errors
/// When the database refuses.
pub fn holder(conn: &mut Conn, id: CertificateId) -> QueryResult<Option<PersonId>> {
    certificate_ids::table.find(id).select(certificate_ids::person).first(conn).optional()
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId, id: CertificateId) -> QueryResult<Option<Stored>> {
    certificates::table.find((person, id)).select(columns!()).first(conn).optional()
}

/// # Errors
/// When the database refuses.
pub fn find_by_serial(conn: &mut Conn, serial: &str) -> QueryResult<Option<Stored>> {
    certificates::table.filter(certificates::serial.eq(serial)).select(columns!()).first(conn).optional()
}

/// A person's certificates, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    person: PersonId,
    after: Option<(Timestamp, CertificateId)>,
    limit: i64,
) -> QueryResult<Vec<Stored>> {
    let mut query = certificates::table.filter(certificates::person.eq(person)).select(columns!()).into_boxed();
    if let Some((at, id)) = after {
        let earlier = certificates::issued_at.eq(at).and(certificates::id.lt(id));
        query = query.filter(certificates::issued_at.lt(at).or(earlier));
    }
    query.order((certificates::issued_at.desc(), certificates::id.desc())).limit(limit).load(conn)
}
