//! The answers kept under an `Idempotency-Key`: (person, key) to the request's digest and the answer.

use diesel::prelude::*;

use super::schema::idempotency_keys;
use super::{Conn, Json};
use crate::clock::Timestamp;
use crate::ids::PersonId;

/// An answer given before.
#[derive(Queryable)]
pub struct Kept {
    /// SHA-256 of method, path, query and body.
    pub request: Vec<u8>,
    pub answer: Json,
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId, key: &str, now: Timestamp) -> QueryResult<Option<Kept>> {
    idempotency_keys::table
        .find((person, key))
        .filter(idempotency_keys::expires_at.gt(now))
        .select((idempotency_keys::request, idempotency_keys::answer))
        .first(conn)
        .optional()
}

/// Keeps an answer, in place of one that has expired.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    conn: &mut Conn,
    person: PersonId,
    key: &str,
    request: &[u8],
    answer: &Json,
    expires_at: Timestamp,
) -> QueryResult<()> {
    diesel::delete(idempotency_keys::table.find((person, key))).execute(conn)?;
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::person.eq(person),
            idempotency_keys::key.eq(key),
            idempotency_keys::request.eq(request),
            idempotency_keys::answer.eq(answer),
            idempotency_keys::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets up to so many answers whose time has passed; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(conn: &mut Conn, now: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<(PersonId, String)> = idempotency_keys::table
        .filter(idempotency_keys::expires_at.le(now))
        .select((idempotency_keys::person, idempotency_keys::key))
        .limit(limit)
        .load(conn)?;
    for kept in &old {
        diesel::delete(idempotency_keys::table.find((kept.0, &kept.1))).execute(conn)?;
    }
    Ok(old.len())
}
