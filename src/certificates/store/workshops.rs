//! `workshops`, `workshop_participants`.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::certificates::model::{
    CertificateId, Finding, Participant, ParticipantState, Severity, Workshop, WorkshopId, WorkshopState,
};
use crate::clock::Timestamp;
use crate::db::schema::{certificates, workshop_participants, workshops};
use crate::db::{Conn, Json};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::ids::PersonId;
use crate::on_backend;
use crate::parties::PartyCode;

/// Rows that are written with one statement: SQLite takes some thirty thousand parameters.
const ROWS: usize = 1_000;

/// Keeps a workshop and its list.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, workshop: &Workshop, list: &[Participant]) -> QueryResult<()> {
    diesel::insert_into(workshops::table)
        .values((
            (
                workshops::id.eq(workshop.id),
                workshops::course.eq(workshop.course),
                workshops::version.eq(workshop.version),
                workshops::title.eq(&workshop.title),
                workshops::ended_on.eq(workshop.ended_on),
                workshops::locale.eq(&workshop.locale),
                workshops::cohort.eq(workshop.cohort),
            ),
            (
                workshops::file.eq(&workshop.file),
                workshops::proposed_by.eq(workshop.proposed_by),
                workshops::proposed_at.eq(workshop.proposed_at),
                workshops::expires_at.eq(workshop.expires_at),
                workshops::state.eq(workshop.state),
                workshops::size.eq(workshop.size),
                workshops::ignored_columns.eq(&workshop.ignored_columns),
            ),
        ))
        .execute(conn)?;
    for some in list.chunks(ROWS) {
        let row = |row: &Participant| {
            (
                (
                    workshop_participants::workshop.eq(row.workshop),
                    workshop_participants::place.eq(row.place),
                    workshop_participants::line.eq(row.line),
                    workshop_participants::identity.eq(row.identity.clone()),
                    workshop_participants::name_key.eq(row.name_key.clone()),
                    workshop_participants::name.eq(row.name.clone()),
                    workshop_participants::email.eq(row.email.clone()),
                    workshop_participants::party.eq(row.party),
                ),
                (
                    workshop_participants::locale.eq(row.locale.clone()),
                    workshop_participants::reference.eq(row.reference.clone()),
                    workshop_participants::grade.eq(row.grade),
                    workshop_participants::state.eq(row.state),
                    workshop_participants::has_account.eq(row.has_account),
                    workshop_participants::warned.eq(row.warned),
                    workshop_participants::findings.eq(row.findings.clone()),
                ),
            )
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        on_backend!(conn, |c| diesel::insert_into(workshop_participants::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: WorkshopId) -> QueryResult<Option<Workshop>> {
    workshops::table.find(id).first(conn).optional()
}

/// Workshops, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, before: Option<WorkshopId>, limit: i64) -> QueryResult<Vec<Workshop>> {
    let mut query = workshops::table.into_boxed();
    if let Some(before) = before {
        query = query.filter(workshops::id.lt(before));
    }
    query.order(workshops::id.desc()).limit(limit).load(conn)
}

/// Which rows of a list are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rows {
    pub state: Option<ParticipantState>,
    /// Those about which there is a warning.
    pub warned: bool,
    /// A place; those that come after it.
    pub after: Option<i32>,
}

/// Some rows of a list, in their order.
///
/// # Errors
/// When the database refuses.
pub fn list_rows(conn: &mut Conn, workshop: WorkshopId, which: Rows, limit: i64) -> QueryResult<Vec<Participant>> {
    let mut query = workshop_participants::table.filter(workshop_participants::workshop.eq(workshop)).into_boxed();
    if let Some(state) = which.state {
        query = query.filter(workshop_participants::state.eq(state));
    }
    if which.warned {
        query = query.filter(workshop_participants::warned.eq(true));
    }
    if let Some(after) = which.after {
        query = query.filter(workshop_participants::place.gt(after));
    }
    query.order(workshop_participants::place).limit(limit).load(conn)
}

/// The rows at some places, in their order.
///
/// # Errors
/// When the database refuses.
pub fn find_rows(conn: &mut Conn, workshop: WorkshopId, places: &[i32]) -> QueryResult<Vec<Participant>> {
    workshop_participants::table
        .filter(workshop_participants::workshop.eq(workshop))
        .filter(workshop_participants::place.eq_any(places))
        .order(workshop_participants::place)
        .load(conn)
}

/// How many rows of some lists are in which state, by whether the people have accounts, and by whether there is a warning.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::type_complexity, reason = "a row of an aggregate")]
pub fn count_rows(
    conn: &mut Conn,
    ids: &[WorkshopId],
) -> QueryResult<Vec<(WorkshopId, ParticipantState, bool, bool, i64)>> {
    let key = (
        workshop_participants::workshop,
        workshop_participants::state,
        workshop_participants::has_account,
        workshop_participants::warned,
    );
    workshop_participants::table
        .filter(workshop_participants::workshop.eq_any(ids))
        .group_by(key)
        .select((
            workshop_participants::workshop,
            workshop_participants::state,
            workshop_participants::has_account,
            workshop_participants::warned,
            count_star(),
        ))
        .load(conn)
}

/// Notes what was found out about a row, or what became of it.
///
/// # Errors
/// When the database refuses.
pub fn set_row(conn: &mut Conn, row: &Participant) -> QueryResult<()> {
    diesel::update(workshop_participants::table.find((row.workshop, row.place)))
        .set((
            workshop_participants::party.eq(row.party),
            workshop_participants::state.eq(row.state),
            workshop_participants::has_account.eq(row.has_account),
            workshop_participants::warned.eq(row.warned),
            workshop_participants::findings.eq(&row.findings),
            workshop_participants::person.eq(row.person),
            workshop_participants::enrolment.eq(row.enrolment),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Notes that the certificate of somebody on a list was issued after all. What was said of the row, was said of what was in the way.
///
/// # Errors
/// When the database refuses.
pub fn set_issued(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> Result<(), AppError> {
    let late = workshop_participants::table
        .filter(workshop_participants::person.eq(person))
        .filter(workshop_participants::enrolment.eq(enrolment))
        .filter(workshop_participants::state.eq_any([
            ParticipantState::InError,
            ParticipantState::NeedsScript,
            ParticipantState::NotPrintable,
        ]));
    diesel::update(late)
        .set((
            workshop_participants::state.eq(ParticipantState::Issued),
            workshop_participants::warned.eq(false),
            workshop_participants::findings.eq(Json::of(&Vec::<Finding>::new())?),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes what lists say of who took part, and keeps that somebody did: the digest of who she is goes on keeping a list that comes again
/// from issuing anything.
///
/// # Errors
/// When the database refuses.
pub fn erase(conn: &mut Conn, person: PersonId, enrolment: EnrolmentId) -> Result<(), AppError> {
    let own = workshop_participants::table
        .filter(workshop_participants::person.eq(person))
        .filter(workshop_participants::enrolment.eq(enrolment));
    diesel::update(own)
        .set((
            workshop_participants::name.eq(""),
            workshop_participants::name_key.eq(""),
            workshop_participants::email.eq(None::<String>),
            workshop_participants::party.eq(None::<PartyCode>),
            workshop_participants::reference.eq(None::<String>),
            workshop_participants::grade.eq(None::<i32>),
            workshop_participants::findings.eq(Json::of(&Vec::<Finding>::new())?),
        ))
        .execute(conn)?;
    Ok(())
}

/// The row by which somebody was admitted under an identity, in whichever list, and who to what; the last one, if there are several.
///
/// # Errors
/// When the database refuses.
pub fn admitted(conn: &mut Conn, identity: &[u8]) -> QueryResult<Option<(Participant, (PersonId, EnrolmentId))>> {
    workshop_participants::table
        .filter(workshop_participants::identity.eq(identity))
        .filter(workshop_participants::enrolment.is_not_null())
        .filter(workshop_participants::person.is_not_null())
        .order(workshop_participants::enrolment.desc())
        .select((
            workshop_participants::all_columns,
            (workshop_participants::person.assume_not_null(), workshop_participants::enrolment.assume_not_null()),
        ))
        .first(conn)
        .optional()
}

/// Whether somebody of the same name was admitted to the course for the same day, under another identity.
///
/// # Errors
/// When the database refuses.
pub fn has_namesake(conn: &mut Conn, workshop: &Workshop, row: &Participant) -> QueryResult<bool> {
    let others = workshop_participants::table
        .inner_join(workshops::table)
        .filter(workshop_participants::name_key.eq(&row.name_key))
        .filter(workshop_participants::enrolment.is_not_null())
        .filter(workshop_participants::workshop.ne(row.workshop))
        .filter(workshop_participants::identity.ne(&row.identity))
        .filter(workshops::course.eq(workshop.course))
        .filter(workshops::ended_on.eq(workshop.ended_on));
    Ok(others.count().get_result::<i64>(conn)? > 0)
}

/// Notes that all rows were looked at, and of how many certificates would be issued.
///
/// # Errors
/// When the database refuses.
pub fn set_checked(conn: &mut Conn, id: WorkshopId, now: Timestamp) -> QueryResult<()> {
    let ready = workshop_participants::table
        .filter(workshop_participants::workshop.eq(id))
        .filter(workshop_participants::state.eq(ParticipantState::Ready))
        .count()
        .get_result::<i64>(conn)?;
    let checking = workshops::table.find(id).filter(workshops::state.eq(WorkshopState::Checking));
    diesel::update(checking)
        .set((
            workshops::state.eq(WorkshopState::Proposed),
            workshops::checked_at.eq(now),
            workshops::size.eq(i32::try_from(ready).unwrap_or(i32::MAX)),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Notes that somebody confirmed what would come of a list. `false` if somebody did before.
///
/// # Errors
/// When the database refuses.
pub fn set_running(conn: &mut Conn, id: WorkshopId, (by, now): (PersonId, Timestamp)) -> QueryResult<bool> {
    let proposed = workshops::table.find(id).filter(workshops::state.eq(WorkshopState::Proposed));
    let changed = diesel::update(proposed)
        .set((
            workshops::state.eq(WorkshopState::Running),
            workshops::confirmed_by.eq(by),
            workshops::confirmed_at.eq(now),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Notes that nothing more comes of a list, and forgets the addresses in it, and whoever came to nothing: nobody could have that erased.
/// What was in error stays, as far as it names nobody.
///
/// # Errors
/// When the database refuses.
pub fn set_finished(conn: &mut Conn, id: WorkshopId, (state, now): (WorkshopState, Timestamp)) -> Result<(), AppError> {
    let running = workshops::table.find(id).filter(workshops::state.eq(WorkshopState::Running));
    diesel::update(running).set((workshops::state.eq(state), workshops::finished_at.eq(now))).execute(conn)?;
    let rows = workshop_participants::table.filter(workshop_participants::workshop.eq(id));
    diesel::update(rows).set(workshop_participants::email.eq(None::<String>)).execute(conn)?;
    diesel::update(rows.filter(workshop_participants::enrolment.is_null()))
        .set((
            workshop_participants::name.eq(""),
            workshop_participants::name_key.eq(""),
            workshop_participants::party.eq(None::<PartyCode>),
            workshop_participants::reference.eq(None::<String>),
            workshop_participants::grade.eq(None::<i32>),
        ))
        .execute(conn)?;
    forget_who(conn, id)
}

/// Leaves of what was said of those who came to nothing what was in error: warnings may name people, and whose own row it was is known.
fn forget_who(conn: &mut Conn, id: WorkshopId) -> Result<(), AppError> {
    let nothing = workshop_participants::table
        .filter(workshop_participants::workshop.eq(id))
        .filter(workshop_participants::enrolment.is_null());
    let found: Vec<(i32, Json)> =
        nothing.select((workshop_participants::place, workshop_participants::findings)).load(conn)?;
    // Many say the same: a statement for each thing that is said.
    let mut left: BTreeMap<String, (Json, Vec<i32>)> = BTreeMap::new();
    for (place, findings) in found {
        let mut findings: Vec<Finding> = findings.read()?;
        findings.retain(|finding| finding.severity == Severity::Error && finding.code != "workshop-row-oneself");
        let findings = Json::of(&findings)?;
        left.entry(findings.as_str().to_owned()).or_insert_with(|| (findings, Vec::new())).1.push(place);
    }
    for (findings, places) in left.values() {
        for some in places.chunks(AT_ONCE) {
            diesel::update(nothing.filter(workshop_participants::place.eq_any(some)))
                .set((workshop_participants::findings.eq(findings), workshop_participants::warned.eq(false)))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// The lists that are being looked at, and those that were confirmed and are not done, the earliest first.
///
/// # Errors
/// When the database refuses.
pub fn list_unfinished(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(WorkshopId, WorkshopState)>> {
    workshops::table
        .filter(workshops::state.eq_any([WorkshopState::Checking, WorkshopState::Running]))
        .order(workshops::id)
        .select((workshops::id, workshops::state))
        .limit(limit)
        .load(conn)
}

/// Forgets up to so many rows of a list that nobody confirmed in time, the workshop itself with the last of them; how many rows they were.
///
/// # Errors
/// When the database refuses.
pub fn remove_expired(conn: &mut Conn, now: Timestamp, limit: i64) -> QueryResult<usize> {
    let expired: Option<WorkshopId> = workshops::table
        .filter(workshops::state.eq_any([WorkshopState::Checking, WorkshopState::Proposed]))
        .filter(workshops::expires_at.le(now))
        .select(workshops::id)
        .first(conn)
        .optional()?;
    let Some(workshop) = expired else { return Ok(0) };
    let list = workshop_participants::table.filter(workshop_participants::workshop.eq(workshop));
    let places: Vec<i32> =
        list.order(workshop_participants::place).select(workshop_participants::place).limit(limit).load(conn)?;
    diesel::delete(list.filter(workshop_participants::place.eq_any(&places))).execute(conn)?;
    if i64::try_from(places.len()).is_ok_and(|removed| removed < limit) {
        diesel::delete(workshops::table.find(workshop)).execute(conn)?;
    }
    Ok(places.len() + 1)
}

/// Places that are named in one statement.
const AT_ONCE: usize = 500;

/// A certificate by which it is found.
pub type Issued = (EnrolmentId, CertificateId, String);

/// The certificates that some enrolments have now, with their numbers.
///
/// # Errors
/// When the database refuses.
pub fn issued_for(conn: &mut Conn, rows: &[Participant]) -> QueryResult<Vec<Issued>> {
    let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
    let enrolments: Vec<EnrolmentId> = rows.iter().filter_map(|row| row.enrolment).collect();
    certificates::table
        .filter(certificates::person.eq_any(people))
        .filter(certificates::enrolment.eq_any(enrolments))
        .filter(certificates::superseded_by.is_null())
        .select((certificates::enrolment, certificates::id, certificates::serial))
        .load(conn)
}
