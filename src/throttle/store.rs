//! `throttles`.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::throttles;
use crate::on_backend;

/// What is known of a counter.
#[derive(Queryable)]
pub struct Row {
    pub failures: i32,
    pub blocked_until: Timestamp,
    pub forgotten_at: Timestamp,
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, key: &[u8], now: Timestamp) -> QueryResult<Option<Row>> {
    throttles::table
        .find(key)
        .filter(throttles::forgotten_at.gt(now))
        .select((throttles::failures, throttles::blocked_until, throttles::forgotten_at))
        .first(conn)
        .optional()
}

/// # Errors
/// When the database refuses.
pub fn set(conn: &mut Conn, key: &[u8], row: &Row) -> QueryResult<()> {
    let values = (
        throttles::failures.eq(row.failures),
        throttles::blocked_until.eq(row.blocked_until),
        throttles::forgotten_at.eq(row.forgotten_at),
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
