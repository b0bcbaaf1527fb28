//! `account_tokens` and `setup_codes`: secrets that are known by their hash.

use diesel::prelude::*;

use crate::accounts::model::LinkPurpose;
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{account_tokens, setup_codes};
use crate::ids::PersonId;

/// A mailed link.
#[derive(Clone, Queryable)]
pub struct Link {
    pub person: PersonId,
    pub purpose: LinkPurpose,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, hash: &[u8], link: &Link, now: Timestamp) -> QueryResult<()> {
    diesel::insert_into(account_tokens::table)
        .values((
            account_tokens::hash.eq(hash),
            account_tokens::person.eq(link.person),
            account_tokens::purpose.eq(link.purpose),
            account_tokens::created_at.eq(now),
            account_tokens::expires_at.eq(link.expires_at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, hash: &[u8]) -> QueryResult<Option<Link>> {
    account_tokens::table
        .find(hash)
        .select((account_tokens::person, account_tokens::purpose, account_tokens::expires_at, account_tokens::used_at))
        .first(conn)
        .optional()
}

/// Marks a link as used. `false` when it was before.
///
/// # Errors
/// When the database refuses.
pub fn set_used(conn: &mut Conn, hash: &[u8], now: Timestamp) -> QueryResult<bool> {
    let unused = account_tokens::table.find(hash).filter(account_tokens::used_at.is_null());
    let changed = diesel::update(unused).set(account_tokens::used_at.eq(now)).execute(conn)?;
    Ok(changed == 1)
}

/// Removes a person's links of a purpose: only the newest holds.
///
/// # Errors
/// When the database refuses.
pub fn remove_all(conn: &mut Conn, person: PersonId, purpose: LinkPurpose) -> QueryResult<usize> {
    let theirs = account_tokens::table.filter(account_tokens::person.eq(person));
    diesel::delete(theirs.filter(account_tokens::purpose.eq(purpose))).execute(conn)
}

/// Removes links that had expired before a moment, at most so many.
///
/// # Errors
/// When the database refuses.
pub fn remove_expired(conn: &mut Conn, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<Vec<u8>> = account_tokens::table
        .filter(account_tokens::expires_at.lt(before))
        .select(account_tokens::hash)
        .limit(limit)
        .load(conn)?;
    diesel::delete(account_tokens::table.filter(account_tokens::hash.eq_any(old))).execute(conn)
}

/// # Errors
/// When the database refuses.
pub fn add_setup_code(conn: &mut Conn, hash: &[u8], now: Timestamp) -> QueryResult<()> {
    diesel::insert_into(setup_codes::table)
        .values((setup_codes::hash.eq(hash), setup_codes::created_at.eq(now)))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn has_setup_code(conn: &mut Conn, hash: &[u8], not_before: Timestamp) -> QueryResult<bool> {
    let valid = setup_codes::table.find(hash).filter(setup_codes::created_at.ge(not_before));
    valid.filter(setup_codes::used_at.is_null()).count().get_result::<i64>(conn).map(|count| count == 1)
}

/// Removes the codes made before a moment.
///
/// # Errors
/// When the database refuses.
pub fn remove_setup_codes(conn: &mut Conn, before: Timestamp) -> QueryResult<usize> {
    diesel::delete(setup_codes::table.filter(setup_codes::created_at.lt(before))).execute(conn)
}
