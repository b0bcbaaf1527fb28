//! `accommodations`. A grant is never removed: it is revoked, or it expires.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::accommodations;
use crate::enrolments::{Enrolment, EnrolmentId};
use crate::ids::PersonId;
use crate::quizzes::model::{Accommodation, AccommodationId};

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Accommodation) -> QueryResult<()> {
    diesel::insert_into(accommodations::table)
        .values((
            accommodations::person.eq(new.person),
            accommodations::id.eq(new.id),
            accommodations::enrolment.eq(new.enrolment),
            accommodations::extra_time_percent.eq(new.extra_time_percent),
            accommodations::reason.eq(&new.reason),
            accommodations::granted_by.eq(new.granted_by),
            accommodations::granted_at.eq(new.granted_at),
            accommodations::expires_at.eq(new.expires_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// The columns of an [`Accommodation`].
const COLUMNS: (
    accommodations::person,
    accommodations::id,
    accommodations::enrolment,
    accommodations::extra_time_percent,
    accommodations::reason,
    accommodations::granted_by,
    accommodations::granted_at,
    accommodations::expires_at,
) = (
    accommodations::person,
    accommodations::id,
    accommodations::enrolment,
    accommodations::extra_time_percent,
    accommodations::reason,
    accommodations::granted_by,
    accommodations::granted_at,
    accommodations::expires_at,
);

/// One that was not revoked, whosever it is.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: AccommodationId) -> QueryResult<Option<Accommodation>> {
    accommodations::table
        .filter(accommodations::id.eq(id))
        .filter(accommodations::revoked_at.is_null())
        .select(COLUMNS)
        .first(conn)
        .optional()
}

/// Those that hold, of one person or of all, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    (person, after): (Option<PersonId>, Option<AccommodationId>),
    now: Timestamp,
    limit: i64,
) -> QueryResult<Vec<Accommodation>> {
    let mut query = accommodations::table
        .filter(accommodations::revoked_at.is_null())
        .filter(accommodations::expires_at.gt(now))
        .select(COLUMNS)
        .into_boxed();
    if let Some(person) = person {
        query = query.filter(accommodations::person.eq(person));
    }
    if let Some(after) = after {
        query = query.filter(accommodations::id.gt(after));
    }
    query.order(accommodations::id).limit(limit).load(conn)
}

/// The most extra time that a person has in an enrolment, in per cent.
///
/// # Errors
/// When the database refuses.
pub fn extra_time(conn: &mut Conn, enrolment: &Enrolment, now: Timestamp) -> QueryResult<i32> {
    let here = accommodations::enrolment.is_null().or(accommodations::enrolment.eq(Some::<EnrolmentId>(enrolment.id)));
    let most: Option<i32> = accommodations::table
        .filter(accommodations::person.eq(enrolment.person))
        .filter(here)
        .filter(accommodations::revoked_at.is_null())
        .filter(accommodations::expires_at.gt(now))
        .select(diesel::dsl::max(accommodations::extra_time_percent))
        .first(conn)?;
    Ok(most.unwrap_or(0))
}

/// Revokes one. `false` when it was so already.
///
/// # Errors
/// When the database refuses.
pub fn revoke(conn: &mut Conn, of: &Accommodation, by: PersonId, now: Timestamp) -> QueryResult<bool> {
    let held = accommodations::table.find((of.person, of.id)).filter(accommodations::revoked_at.is_null());
    let changed = diesel::update(held)
        .set((accommodations::revoked_at.eq(now), accommodations::revoked_by.eq(by)))
        .execute(conn)?;
    Ok(changed == 1)
}
