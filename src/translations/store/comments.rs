//! `unit_comments`.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::unit_comments;
use crate::i18n::Locale;
use crate::translations::model::{Comment, CommentId, UnitId};

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Comment) -> QueryResult<()> {
    diesel::insert_into(unit_comments::table)
        .values((
            unit_comments::id.eq(new.id),
            unit_comments::unit.eq(new.unit),
            unit_comments::locale.eq(&new.locale),
            unit_comments::author.eq(new.author),
            unit_comments::body.eq(&new.body),
            unit_comments::at.eq(new.at),
        ))
        .execute(conn)
        .map(|_| ())
}

/// One that was not removed.
///
/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: CommentId) -> QueryResult<Option<Comment>> {
    unit_comments::table.find(id).filter(unit_comments::removed_at.is_null()).first(conn).optional()
}

/// Those on a unit itself and on its translations into a locale, the oldest first.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    unit: UnitId,
    locale: &Locale,
    after: Option<CommentId>,
    limit: i64,
) -> QueryResult<Vec<Comment>> {
    let mut query = unit_comments::table
        .filter(unit_comments::unit.eq(unit))
        .filter(unit_comments::locale.eq_any(["", locale.as_str()]))
        .filter(unit_comments::removed_at.is_null())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(unit_comments::id.gt(after));
    }
    query.order(unit_comments::id).limit(limit).load(conn)
}

/// Its words are kept, and shown to nobody. `false` when it was removed before.
///
/// # Errors
/// When the database refuses.
pub fn remove(conn: &mut Conn, id: CommentId, now: Timestamp) -> QueryResult<bool> {
    let present = unit_comments::table.find(id).filter(unit_comments::removed_at.is_null());
    Ok(diesel::update(present).set(unit_comments::removed_at.eq(now)).execute(conn)? == 1)
}
