//! `sessions` and `refresh_tokens`.

use diesel::prelude::*;

use crate::accounts::model::Session;
use crate::clock::Timestamp;
use crate::db::schema::{refresh_tokens, sessions};
use crate::db::{Conn, Json};
use crate::ids::{PersonId, SessionId};

#[derive(Queryable)]
struct Row {
    id: SessionId,
    person: PersonId,
    auth_time: Timestamp,
    expires_at: Timestamp,
    ended_at: Option<Timestamp>,
    browser: Option<Vec<u8>>,
}

/// Adds a session. `amr` are the methods by which the person proved who she is (RFC 8176).
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, session: &Session, amr: &Json) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session.id),
            sessions::person.eq(session.person),
            sessions::amr.eq(amr),
            sessions::auth_time.eq(session.auth_time),
            sessions::created_at.eq(session.auth_time),
            sessions::expires_at.eq(session.expires_at),
            sessions::browser.eq(&session.browser),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: SessionId) -> QueryResult<Option<Session>> {
    let row: Option<Row> = sessions::table
        .find(id)
        .select((
            sessions::id,
            sessions::person,
            sessions::auth_time,
            sessions::expires_at,
            sessions::ended_at,
            sessions::browser,
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(|row| Session {
        id: row.id,
        person: row.person,
        auth_time: row.auth_time,
        expires_at: row.expires_at,
        ended_at: row.ended_at,
        browser: row.browser,
    }))
}

/// # Errors
/// When the database refuses.
pub fn set_expiry(conn: &mut Conn, id: SessionId, expires_at: Timestamp) -> QueryResult<()> {
    diesel::update(sessions::table.find(id)).set(sessions::expires_at.eq(expires_at)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn end(conn: &mut Conn, id: SessionId, now: Timestamp) -> QueryResult<()> {
    let open = sessions::table.find(id).filter(sessions::ended_at.is_null());
    diesel::update(open).set(sessions::ended_at.eq(now)).execute(conn).map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn end_all(conn: &mut Conn, person: PersonId, now: Timestamp) -> QueryResult<usize> {
    let open = sessions::table.filter(sessions::person.eq(person)).filter(sessions::ended_at.is_null());
    diesel::update(open).set(sessions::ended_at.eq(now)).execute(conn)
}

/// # Errors
/// When the database refuses.
pub fn add_refresh_token(conn: &mut Conn, hash: &[u8], session: SessionId, now: Timestamp) -> QueryResult<()> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::hash.eq(hash),
            refresh_tokens::session.eq(session),
            refresh_tokens::created_at.eq(now),
        ))
        .execute(conn)
        .map(|_| ())
}

/// The session of a refresh token, used or not.
///
/// # Errors
/// When the database refuses.
pub fn session_of_refresh_token(conn: &mut Conn, hash: &[u8]) -> QueryResult<Option<SessionId>> {
    refresh_tokens::table.find(hash).select(refresh_tokens::session).first(conn).optional()
}

/// Marks a refresh token as used. `false` when it was before.
///
/// # Errors
/// When the database refuses.
pub fn use_refresh_token(conn: &mut Conn, hash: &[u8], now: Timestamp) -> QueryResult<bool> {
    let unused = refresh_tokens::table.find(hash).filter(refresh_tokens::used_at.is_null());
    let changed = diesel::update(unused).set(refresh_tokens::used_at.eq(now)).execute(conn)?;
    Ok(changed == 1)
}

/// Removes refresh tokens made before a moment, at most so many.
///
/// # Errors
/// When the database refuses.
pub fn remove_old_refresh_tokens(conn: &mut Conn, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<Vec<u8>> = refresh_tokens::table
        .filter(refresh_tokens::created_at.lt(before))
        .select(refresh_tokens::hash)
        .limit(limit)
        .load(conn)?;
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::hash.eq_any(old))).execute(conn)
}

/// Removes sessions that had expired before a moment, at most so many. Their refresh tokens are older and must be gone.
///
/// # Errors
/// When the database refuses.
pub fn remove_expired(conn: &mut Conn, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<SessionId> =
        sessions::table.filter(sessions::expires_at.lt(before)).select(sessions::id).limit(limit).load(conn)?;
    diesel::delete(sessions::table.filter(sessions::id.eq_any(old))).execute(conn)
}
