//! `enrolments`.

use diesel::prelude::*;

use super::model::{Enrolment, EnrolmentId, EnrolmentStanding, EnrolmentState};
use crate::clock::Timestamp;
use crate::courses::{CourseId, VersionId};
use crate::db::Conn;
use crate::db::schema::enrolments;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::parties::PartyCode;

/// SQLite takes some thirty thousand.
const MOST_PARAMETERS: usize = 1_000;

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
        enrolments::completed_at.eq(new.completed_at),
        enrolments::renewed_through.eq(new.renewed_through),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(enrolments::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Whether a person completed a version of a course.
///
/// # Errors
/// When the database refuses.
pub fn has_completed(conn: &mut Conn, person: PersonId, version: VersionId) -> QueryResult<bool> {
    let completed = enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(enrolments::version.eq(version))
        .filter(enrolments::state.eq(EnrolmentState::Completed));
    Ok(completed.count().get_result::<i64>(conn)? > 0)
}

/// Whether an enrolment completed a course, too.
///
/// # Errors
/// When the database refuses.
pub fn has_renewed(conn: &mut Conn, (person, id): (PersonId, EnrolmentId), course: CourseId) -> QueryResult<bool> {
    let renewed = enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(enrolments::course.eq(course))
        .filter(enrolments::renewed_through.eq(id));
    Ok(renewed.count().get_result::<i64>(conn)? > 0)
}

/// Closes an open enrolment as completed in a room, with whatever goes with that. `false` when it is not open any more.
///
/// # Errors
/// When the database refuses.
pub fn set_completed_in_person(conn: &mut Conn, completed: &Enrolment) -> QueryResult<bool> {
    let open = enrolments::table
        .find((completed.person, completed.id))
        .filter(enrolments::state.eq_any([EnrolmentState::Requested, EnrolmentState::Active]));
    let changed = diesel::update(open)
        .set((
            enrolments::state.eq(EnrolmentState::Completed),
            enrolments::completed_at.eq(completed.completed_at),
            enrolments::grade.eq(completed.grade),
            enrolments::cohort.eq(completed.cohort),
            enrolments::party.eq(completed.party),
            enrolments::in_person.eq(true),
        ))
        .execute(conn)?;
    Ok(changed == 1)
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
    pub standing: EnrolmentStanding,
    /// Those of these Parties; `None`: of all and of none.
    pub parties: Option<Vec<PartyCode>>,
    pub course: Option<CourseId>,
    pub after: Option<EnrolmentId>,
}

/// The oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, filter: &Filter, now: Timestamp, limit: i64) -> QueryResult<Vec<Enrolment>> {
    let state = match filter.standing {
        EnrolmentStanding::Requested => EnrolmentState::Requested,
        EnrolmentStanding::Active | EnrolmentStanding::Expired => EnrolmentState::Active,
        EnrolmentStanding::Refused => EnrolmentState::Refused,
        EnrolmentStanding::Withdrawn => EnrolmentState::Withdrawn,
        EnrolmentStanding::Completed => EnrolmentState::Completed,
    };
    let mut query = enrolments::table.filter(enrolments::state.eq(state)).into_boxed();
    query = match filter.standing {
        EnrolmentStanding::Active => query.filter(enrolments::expires_at.is_null().or(enrolments::expires_at.gt(now))),
        EnrolmentStanding::Expired => query.filter(enrolments::expires_at.le(now)),
        _ => query,
    };
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
pub struct Settlement<'a> {
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
pub fn set_decided(conn: &mut Conn, enrolment: &Enrolment, settlement: &Settlement<'_>) -> QueryResult<bool> {
    let same = enrolments::table.find((enrolment.person, enrolment.id)).filter(enrolments::state.eq(enrolment.state));
    let changed = diesel::update(same)
        .set((
            enrolments::state.eq(settlement.state),
            enrolments::decided_by.eq(settlement.by),
            enrolments::decided_at.eq(settlement.at),
            enrolments::reason.eq(settlement.reason),
            enrolments::expires_at.eq(settlement.expires_at),
            enrolments::reminded_at.eq(None::<Timestamp>),
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

/// Notes that an enrolment has [moved on](Enrolment::moved_to).
///
/// # Errors
/// When the database refuses.
pub fn set_version(conn: &mut Conn, moved: &Enrolment) -> QueryResult<()> {
    diesel::update(enrolments::table.find((moved.person, moved.id)))
        .set((enrolments::version.eq(moved.version), enrolments::versions_left.eq(&moved.left)))
        .execute(conn)
        .map(|_| ())
}

/// A request that waits for a decision: which one, of which Party, whose, and whether those who decide were told.
pub type Waiting = (EnrolmentId, Option<PartyCode>, PersonId, Option<Timestamp>);

/// Every request that waits for a decision.
///
/// # Errors
/// When the database refuses.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<Waiting>> {
    enrolments::table
        .filter(enrolments::state.eq(EnrolmentState::Requested))
        .select((enrolments::id, enrolments::party, enrolments::person, enrolments::announced_at))
        .load(conn)
}

/// # Errors
/// When the database refuses.
pub fn set_announced(conn: &mut Conn, ids: &[EnrolmentId], now: Timestamp) -> QueryResult<()> {
    for some in ids.chunks(MOST_PARAMETERS) {
        diesel::update(enrolments::table.filter(enrolments::id.eq_any(some)))
            .set(enrolments::announced_at.eq(now))
            .execute(conn)?;
    }
    Ok(())
}

/// The condition of an active enrolment whose approval ends in a span of time, and of whose end the person was not told.
macro_rules! is_ending {
    ($from:expr, $to:expr) => {
        enrolments::state
            .eq(EnrolmentState::Active)
            .and(enrolments::reminded_at.is_null())
            .and(enrolments::expires_at.assume_not_null().gt($from))
            .and(enrolments::expires_at.assume_not_null().le($to))
    };
}

/// Some people with an approval that ends in a span of time, and who were not told.
///
/// # Errors
/// When the database refuses.
pub fn with_an_end(conn: &mut Conn, (from, to): (Timestamp, Timestamp), limit: i64) -> QueryResult<Vec<PersonId>> {
    enrolments::table.filter(is_ending!(from, to)).select(enrolments::person).distinct().limit(limit).load(conn)
}

/// The enrolments of a person whose approvals end in a span of time, the first to end first.
///
/// # Errors
/// When the database refuses.
pub fn ending(conn: &mut Conn, person: PersonId, (from, to): (Timestamp, Timestamp)) -> QueryResult<Vec<Enrolment>> {
    enrolments::table
        .filter(enrolments::person.eq(person))
        .filter(is_ending!(from, to))
        .order((enrolments::expires_at, enrolments::id))
        .load(conn)
}

/// Notes that the person was told of these ends.
///
/// # Errors
/// When the database refuses.
pub fn set_reminded(conn: &mut Conn, person: PersonId, (from, to): (Timestamp, Timestamp)) -> QueryResult<()> {
    diesel::update(enrolments::table.filter(enrolments::person.eq(person)).filter(is_ending!(from, to)))
        .set(enrolments::reminded_at.eq(from))
        .execute(conn)
        .map(|_| ())
}

/// How many enrolments there are.
///
/// # Errors
/// When the database refuses.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    enrolments::table.count().get_result(conn)
}

/// How many people have taken each course up from a time on, of those that anybody has.
///
/// # Errors
/// When the database refuses.
pub fn count_since(conn: &mut Conn, since: Timestamp) -> QueryResult<Vec<(CourseId, i64)>> {
    enrolments::table
        .filter(enrolments::requested_at.ge(since))
        .filter(enrolments::state.eq_any([EnrolmentState::Active, EnrolmentState::Completed]))
        .group_by(enrolments::course)
        .select((enrolments::course, diesel::dsl::count(enrolments::person).aggregate_distinct()))
        .load(conn)
}

/// The versions of a course in which enrolments are open.
///
/// # Errors
/// When the database refuses.
pub fn versions_in_use(conn: &mut Conn, course: CourseId) -> QueryResult<Vec<VersionId>> {
    enrolments::table
        .filter(enrolments::course.eq(course))
        .filter(enrolments::state.eq_any([EnrolmentState::Requested, EnrolmentState::Active]))
        .select(enrolments::version)
        .distinct()
        .load(conn)
}

/// Some enrolments of anybody, by person, after one of them.
///
/// # Errors
/// When the database refuses.
pub fn page(conn: &mut Conn, after: Option<(PersonId, EnrolmentId)>, limit: i64) -> QueryResult<Vec<Enrolment>> {
    let mut query = enrolments::table.into_boxed();
    if let Some((person, id)) = after {
        let same = enrolments::person.eq(person).and(enrolments::id.gt(id));
        query = query.filter(enrolments::person.gt(person).or(same));
    }
    query.order((enrolments::person, enrolments::id)).limit(limit).load(conn)
}
