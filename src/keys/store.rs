//! `keys`.

use diesel::prelude::*;

use super::model::Purpose;
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::keys;
use crate::on_backend;

/// A key as it is stored.
#[derive(Queryable)]
pub struct Row {
    pub kid: String,
    pub purpose: Purpose,
    pub generation: i32,
    pub sealed: Vec<u8>,
    pub active_from: Timestamp,
    pub active_until: Option<Timestamp>,
}

/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, purpose: Purpose) -> QueryResult<Vec<Row>> {
    keys::table.filter(keys::purpose.eq(purpose)).order(keys::generation.desc()).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Row>> {
    keys::table.load(conn)
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
