//! `throttles`.

use diesel::prelude::*;

use super::model::Tally;
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::throttles;
use crate::on_backend;

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, key: &[u8], now: Timestamp) -> QueryResult<Option<Tally>> {
    let found: Option<(i32, Timestamp, Timestamp)> = throttles::table
        .find(key)
        .filter(throttles::forgotten_at.gt(now))
        .select((throttles::failures, throttles::blocked_until, throttles::forgotten_at))
        .first(conn)
        .optional()?;
    Ok(found.map(|(failures, blocked_until, forgotten_at)| Tally { failures, blocked_until, forgotten_at }))
}

/// # Errors
/// When the database refuses.
pub fn set(conn: &mut Conn, key: &[u8], tally: &Tally) -> QueryResult<()> {
    let values = (
        throttles::failures.eq(tally.failures),
        throttles::blocked_until.eq(tally.blocked_until),
        throttles::forgotten_at.eq(tally.forgotten_at),
    );
    on_backend!(conn, |c| diesel::insert_into(throttles::table)
        .values((throttles::key.eq(key), values))
        .on_conflict(throttles::key)
        .do_update()
        .set(values)
        .execute(c))
    .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, key: &[u8]) -> QueryResult<()> {
    diesel::delete(throttles::table.find(key)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn remove_forgotten(conn: &mut Conn, now: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<Vec<u8>> =
        throttles::table.filter(throttles::forgotten_at.le(now)).select(throttles::key).limit(limit).load(conn)?;
    diesel::delete(throttles::table.filter(throttles::key.eq_any(old))).execute(conn)
}
