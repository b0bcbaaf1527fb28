//! `enrolments`.

use diesel::prelude::*;

use super::model::{Enrolment, EnrolmentId, EnrolmentState};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::enrolments;
use crate::ids::PersonId;

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
pub fn set_completed(
    conn: &mut Conn,
    enrolment: &Enrolment,
    grade: Option<i32>,
    at: Timestamp,
) -> QueryResult<bool> {
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
