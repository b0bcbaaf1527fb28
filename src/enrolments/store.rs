//! `enrolments`.

use diesel::prelude::*;

use super::model::{Enrolment, EnrolmentId, EnrolmentState};
use crate::clock::Timestamp;
use crate::courses::{CourseId, VersionId};
use crate::db::Conn;
use crate::db::schema::enrolments;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::parties::PartyCode;

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId, id: EnrolmentId) -> QueryResult<Option<Enrolment>> {
    enrolments::table.find((person, id)).first(conn).optional()
}

/// As [`find`], when it is not known whose it is.
///
/// # Errors
/// When the database refuses.
pub fn find_by_id(conn: &mut Conn, id: EnrolmentId) -> QueryResult<Option<Enrolment>> {
    enrolments::table.filter(enrolments::id.eq(id)).first(conn).optional()
}

/// Closes an active enrolment as completed. `false` when it was so already, or is not active.
///
/// # Errors
/// When the database refuses.
pub fn set_completed(conn: &mut Conn, enrolment: &Enrolment, grade: Option<i32>, at: Timestamp) -> QueryResult<bool> {
    let active = enrolments::table
        .find((enrolment.person, enrolment.id))
        .filter(enrolments::state.eq(EnrolmentState::Active))
        .filter(enrolments::completed_at.is_null());
    let changed = diesel::update(active)
        .set((
            enrolments::state.eq(EnrolmentState::Completed),
            enrolments::completed_at.eq(at),
            enrolments::grade.eq(grade),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Adds an enrolment. `false` when the person has an open one for the course.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Enrolment) -> QueryResult<bool> {
    let values = (
        enrolments::person.eq(new.person),
        enrolments::id.eq(new.id),
        enrolments::course.eq(new.course),
        enrolments::version.eq(new.version),
        enrolments::state.eq(new.state),
        enrolments::locale.eq(&new.locale),
        enrolments::cohort.eq(new.cohort),
        enrolments::affiliation.eq(new.affiliation),
        enrolments::party.eq(new.party),
        enrolments::authority.eq(new.authority),
        enrolments::requested_at.eq(new.requested_at),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(enrolments::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// The courses that a person completed.
///
/// # Errors
/// When the database refuses.
pub fn completed_courses(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<CourseId>> {
    enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(enrolments::state.eq(EnrolmentState::Completed))
        .select(enrolments::course)
        .load(conn)
}

/// A person's active and completed enrolments, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn active_or_completed(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Enrolment>> {
    enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(enrolments::state.eq_any([EnrolmentState::Active, EnrolmentState::Completed]))
        .order(enrolments::id)
        .load(conn)
}

/// A person's enrolments in a course, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn of_course(conn: &mut Conn, person: PersonId, course: CourseId) -> QueryResult<Vec<Enrolment>> {
    enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(enrolments::course.eq(course))
        .order((enrolments::requested_at, enrolments::id))
        .load(conn)
}

/// A person's enrolments, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_of(
    conn: &mut Conn,
    person: PersonId,
    before: Option<EnrolmentId>,
    limit: i64,
) -> QueryResult<Vec<Enrolment>> {
    let mut query = enrolments::table.filter(enrolments::person.eq(person)).into_boxed();
    if let Some(before) = before {
        query = query.filter(enrolments::id.lt(before));
    }
    query.order(enrolments::id.desc()).limit(limit).load(conn)
}

/// Which enrolments are listed.
#[derive(Clone, Debug)]
pub struct Filter {
    pub state: EnrolmentState,
    /// Those of these Parties; `None`: of all and of none.
    pub parties: Option<Vec<PartyCode>>,
    pub course: Option<CourseId>,
    pub after: Option<EnrolmentId>,
}

/// The oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, limit: i64) -> QueryResult<Vec<Enrolment>> {
    let mut query = enrolments::table.filter(enrolments::state.eq(filter.state)).into_boxed();
    if let Some(parties) = &filter.parties {
        query = query.filter(enrolments::party.eq_any(parties.iter().copied().map(Some).collect::<Vec<_>>()));
    }
    if let Some(course) = filter.course {
        query = query.filter(enrolments::course.eq(course));
    }
    if let Some(after) = filter.after {
        query = query.filter(enrolments::id.gt(after));
    }
    query.order(enrolments::id).limit(limit).load(conn)
}

/// What was decided about a request.
pub struct Ruling<'a> {
    pub state: EnrolmentState,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: Option<&'a str>,
    pub expires_at: Option<Timestamp>,
}

/// Notes a decision, unless the enrolment has come to another state since it was read. `false` then.
///
/// # Errors
/// When the database refuses.
pub fn set_decided(conn: &mut Conn, enrolment: &Enrolment, ruling: &Ruling<'_>) -> QueryResult<bool> {
    let same = enrolments::table.find((enrolment.person, enrolment.id)).filter(enrolments::state.eq(enrolment.state));
    let changed = diesel::update(same)
        .set((
            enrolments::state.eq(ruling.state),
            enrolments::decided_by.eq(ruling.by),
            enrolments::decided_at.eq(ruling.at),
            enrolments::reason.eq(ruling.reason),
            enrolments::expires_at.eq(ruling.expires_at),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// # Errors
/// When the database refuses.
pub fn set_withdrawn(conn: &mut Conn, enrolment: &Enrolment) -> QueryResult<()> {
    diesel::update(enrolments::table.find((enrolment.person, enrolment.id)))
        .set(enrolments::state.eq(EnrolmentState::Withdrawn))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_locale(conn: &mut Conn, enrolment: &Enrolment, locale: &Locale) -> QueryResult<()> {
    diesel::update(enrolments::table.find((enrolment.person, enrolment.id)))
        .set(enrolments::locale.eq(locale))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn set_version(conn: &mut Conn, enrolment: &Enrolment, version: VersionId) -> QueryResult<()> {
    diesel::update(enrolments::table.find((enrolment.person, enrolment.id)))
        .set(enrolments::version.eq(version))
        .execute(conn)
        .map(|_| ())
}
