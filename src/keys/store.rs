//! `keys`.

use diesel::prelude::*;

use super::model::{Purpose, Revocation, RevocationReason};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::keys;
use crate::on_backend;

/// A key as it is stored.
#[derive(Clone, Queryable)]
pub struct Row {
    pub kid: String,
    pub purpose: Purpose,
    pub generation: i32,
    pub sealed: Vec<u8>,
    pub active_from: Timestamp,
    pub active_until: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub compromised_at: Option<Timestamp>,
    pub revocation_reason: Option<RevocationReason>,
}

impl Row {
    #[must_use]
    pub fn revocation(&self) -> Option<Revocation> {
        let (at, reason) = self.revoked_at.zip(self.revocation_reason)?;
        Some(Revocation { at, compromised_at: self.compromised_at.unwrap_or(at), reason })
    }
}

/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, purpose: Purpose) -> QueryResult<Vec<Row>> {
    keys::table.filter(keys::purpose.eq(purpose)).order(keys::generation.desc()).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn list_of(conn: &mut Conn, purposes: &[Purpose]) -> QueryResult<Vec<Row>> {
    keys::table.filter(keys::purpose.eq_any(purposes)).order((keys::purpose, keys::generation.desc())).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Row>> {
    keys::table.order((keys::purpose, keys::generation.desc())).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, kid: &str) -> QueryResult<Option<Row>> {
    keys::table.find(kid).first(conn).optional()
}

/// Notes that a key was revoked, and destroys its secret.
///
/// # Errors
/// When the database refuses.
pub fn set_revoked(conn: &mut Conn, kid: &str, why: &Revocation) -> QueryResult<usize> {
    diesel::update(keys::table.find(kid))
        .set((
            keys::sealed.eq(Vec::<u8>::new()),
            keys::revoked_at.eq(why.at),
            keys::compromised_at.eq(why.compromised_at),
            keys::revocation_reason.eq(why.reason),
        ))
        .execute(conn)
}

/// Adds a key. `false` when its generation is there already.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, row: &Row) -> QueryResult<bool> {
    let values = (
        keys::kid.eq(&row.kid),
        keys::purpose.eq(row.purpose),
        keys::generation.eq(row.generation),
        keys::sealed.eq(&row.sealed),
        keys::active_from.eq(row.active_from),
        keys::active_until.eq(row.active_until),
    );
    let added =
        on_backend!(conn, |c| diesel::insert_into(keys::table).values(values).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Sets the end of every key of a purpose that has none yet.
///
/// # Errors
/// When the database refuses.
pub fn end_present(conn: &mut Conn, purpose: Purpose, until: Timestamp) -> QueryResult<usize> {
    diesel::update(keys::table.filter(keys::purpose.eq(purpose)).filter(keys::active_until.is_null()))
        .set(keys::active_until.eq(until))
        .execute(conn)
}
