//! `certificate_candidates`.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::certificates::model::{Candidate, CandidateId, CandidateState, Hindrance};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::CourseId;
use crate::db::Conn;
use crate::db::schema::certificate_candidates;
use crate::enrolments::EnrolmentId;
use crate::ids::PersonId;
use crate::on_backend;
use crate::parties::PartyCode;

/// Which candidates are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub state: CandidateState,
    pub course: Option<CourseId>,
    pub party: Option<PartyCode>,
    pub cohort: Option<CohortId>,
    pub completed_until: Option<Timestamp>,
    pub after: Option<CandidateId>,
}

/// Who decides what, when and why.
#[derive(Clone, Debug)]
pub struct Settlement<'a> {
    pub state: CandidateState,
    pub by: PersonId,
    pub at: Timestamp,
    pub public_reason: Option<&'a str>,
    pub private_reason: Option<&'a str>,
    /// See [`Candidate::name`].
    pub name: Option<String>,
}

/// The columns of a [`Candidate`], as a macro, since their type cannot be written down.
macro_rules! columns {
    () => {
        (
            certificate_candidates::id,
            certificate_candidates::person,
            certificate_candidates::enrolment,
            certificate_candidates::course,
            certificate_candidates::edition,
            certificate_candidates::party,
            certificate_candidates::completed_at,
            certificate_candidates::state,
            certificate_candidates::script,
            certificate_candidates::decided_at,
            certificate_candidates::public_reason,
            certificate_candidates::reason,
            certificate_candidates::name,
            certificate_candidates::cohort,
        )
    };
}

/// Adds a candidate. `false` if the enrolment has one.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, candidate: &Candidate) -> QueryResult<bool> {
    let row = (
        certificate_candidates::id.eq(candidate.id),
        certificate_candidates::person.eq(candidate.person),
        certificate_candidates::enrolment.eq(candidate.enrolment),
        certificate_candidates::course.eq(candidate.course),
        certificate_candidates::edition.eq(candidate.edition),
        certificate_candidates::party.eq(candidate.party),
        certificate_candidates::completed_at.eq(candidate.completed_at),
        certificate_candidates::state.eq(candidate.state),
        certificate_candidates::name.eq(candidate.name.as_deref()),
        certificate_candidates::cohort.eq(candidate.cohort),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(certificate_candidates::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<Option<Candidate>> {
    certificate_candidates::table.find((person, enrolment)).select(columns!()).first(conn).optional()
}

/// Some candidates, in no order.
///
/// # Errors
/// When the database refuses.
pub fn find_all(conn: &mut Conn, ids: &[CandidateId]) -> QueryResult<Vec<Candidate>> {
    certificate_candidates::table.filter(certificate_candidates::id.eq_any(ids)).select(columns!()).load(conn)
}

/// What a filter lets through, as a macro, since the type of such a query cannot be written down.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let mut query = $query.filter(certificate_candidates::state.eq($filter.state));
        if let Some(course) = $filter.course {
            query = query.filter(certificate_candidates::course.eq(course));
        }
        if let Some(party) = $filter.party {
            query = query.filter(certificate_candidates::party.eq(party));
        }
        if let Some(cohort) = $filter.cohort {
            query = query.filter(certificate_candidates::cohort.eq(cohort));
        }
        if let Some(until) = $filter.completed_until {
            query = query.filter(certificate_candidates::completed_at.le(until));
        }
        if let Some(after) = $filter.after {
            query = query.filter(certificate_candidates::id.gt(after));
        }
        query
    }};
}

/// Candidates in one state, who waits longest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, limit: i64) -> QueryResult<Vec<Candidate>> {
    let query = filtered!(certificate_candidates::table.select(columns!()).into_boxed(), filter);
    query.order(certificate_candidates::id).limit(limit).load(conn)
}

/// How many there are.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Conn, filter: &Filter) -> QueryResult<i64> {
    filtered!(certificate_candidates::table.select(count_star()).into_boxed(), filter).first(conn)
}

/// A person's candidates whose certificates are not issued, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_pending(
    conn: &mut Conn,
    person: PersonId,
    before: Option<CandidateId>,
    limit: i64,
) -> QueryResult<Vec<Candidate>> {
    let mut query = certificate_candidates::table
        .filter(certificate_candidates::person.eq(person))
        .filter(certificate_candidates::state.ne(CandidateState::Issued))
        .select(columns!())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(certificate_candidates::id.lt(before));
    }
    query.order(certificate_candidates::id.desc()).limit(limit).load(conn)
}

/// Whether somebody waits for any certificate.
///
/// # Errors
/// When the database refuses.
pub fn is_owed_any(conn: &mut Conn, person: PersonId) -> QueryResult<bool> {
    let over = [CandidateState::Issued, CandidateState::Refused];
    let waiting = certificate_candidates::table
        .filter(certificate_candidates::person.eq(person))
        .filter(certificate_candidates::state.ne_all(over));
    diesel::select(diesel::dsl::exists(waiting)).get_result(conn)
}

/// Whether somebody waits for a certificate of a course that she completed after a moment.
///
/// # Errors
/// When the database refuses.
pub fn is_waiting(
    conn: &mut Conn,
    (person, course): (PersonId, CourseId),
    completed_after: Timestamp,
) -> QueryResult<bool> {
    let over = [CandidateState::Issued, CandidateState::Refused];
    let waiting = certificate_candidates::table
        .filter(certificate_candidates::person.eq(person))
        .filter(certificate_candidates::course.eq(course))
        .filter(certificate_candidates::state.ne_all(over))
        .filter(certificate_candidates::completed_at.gt(completed_after));
    diesel::select(diesel::dsl::exists(waiting)).get_result(conn)
}

/// Candidates whose certificates are to be issued, who waits longest first.
///
/// # Errors
/// When the database refuses.
pub fn list_owed(
    conn: &mut Conn,
    after: Option<CandidateId>,
    limit: i64,
) -> QueryResult<Vec<(CandidateId, PersonId, EnrolmentId)>> {
    let mut query = certificate_candidates::table
        .filter(certificate_candidates::state.eq_any(CandidateState::OWED))
        .select((certificate_candidates::id, certificate_candidates::person, certificate_candidates::enrolment))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(certificate_candidates::id.gt(after));
    }
    query.order(certificate_candidates::id).limit(limit).load(conn)
}

/// Decides on a candidate, unless she has come to another state since she was read. `false` then.
///
/// # Errors
/// When the database refuses.
pub fn decide(conn: &mut Conn, candidate: &Candidate, settlement: &Settlement<'_>) -> QueryResult<bool> {
    let same = certificate_candidates::table
        .find((candidate.person, candidate.enrolment))
        .filter(certificate_candidates::state.eq(candidate.state));
    let decided = diesel::update(same)
        .set((
            certificate_candidates::state.eq(settlement.state),
            certificate_candidates::decided_by.eq(Some(settlement.by)),
            certificate_candidates::decided_at.eq(Some(settlement.at)),
            certificate_candidates::public_reason.eq(settlement.public_reason),
            certificate_candidates::reason.eq(settlement.private_reason),
            certificate_candidates::name.eq(&settlement.name),
        ))
        .execute(conn)?;
    Ok(decided == 1)
}

/// Notes that the certificate cannot be printed for now.
///
/// # Errors
/// When the database refuses.
pub fn set_hindered(
    conn: &mut Conn,
    person: PersonId,
    enrolment: EnrolmentId,
    hindrance: &Hindrance,
) -> QueryResult<()> {
    let owed = certificate_candidates::table
        .find((person, enrolment))
        .filter(certificate_candidates::state.eq_any(CandidateState::OWED));
    diesel::update(owed)
        .set((
            certificate_candidates::state.eq(hindrance.state()),
            certificate_candidates::script.eq(hindrance.script()),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Notes that what was issued is to be issued once more.
///
/// # Errors
/// When the database refuses.
pub fn set_owed_again(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<()> {
    diesel::update(certificate_candidates::table.find((person, enrolment)))
        .set(certificate_candidates::state.eq(CandidateState::BeingIssued))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_issued(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<()> {
    diesel::update(certificate_candidates::table.find((person, enrolment)))
        .set((
            certificate_candidates::state.eq(CandidateState::Issued),
            certificate_candidates::script.eq(None::<String>),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Puts one whose certificate is owed back among those who wait for a signature.
///
/// # Errors
/// When the database refuses.
pub fn set_waiting(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<()> {
    diesel::update(certificate_candidates::table.find((person, enrolment)))
        .filter(certificate_candidates::state.eq_any(CandidateState::OWED))
        .set(certificate_candidates::state.eq(CandidateState::AwaitingSignOff))
        .execute(conn)
        .map(|_| ())
}

/// Removes the name that the certificate was to bear, and whatever was said.
///
/// # Errors
/// When the database refuses.
pub fn erase(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> QueryResult<()> {
    let nothing = (
        certificate_candidates::name.eq(None::<String>),
        certificate_candidates::reason.eq(None::<String>),
        certificate_candidates::public_reason.eq(None::<String>),
    );
    diesel::update(certificate_candidates::table.find((person, enrolment))).set(nothing).execute(conn).map(|_| ())
}

/// Notes which name the certificate bears in fact.
///
/// # Errors
/// When the database refuses.
pub fn set_name(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId, name: &str) -> QueryResult<()> {
    diesel::update(certificate_candidates::table.find((person, enrolment)))
        .set(certificate_candidates::name.eq(name))
        .execute(conn)
        .map(|_| ())
}
