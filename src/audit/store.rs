//! `audit`. There is no statement here that changes or removes a row, and there shall be none.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::schema::audit;
use crate::db::{Conn, Json};
use crate::id_type;
use crate::ids::PersonId;
use crate::on_backend;

id_type!(
    /// One note.
    EntryId
);

pub struct Entry<'a> {
    pub id: EntryId,
    pub at: Timestamp,
    pub actor: Option<PersonId>,
    pub act: &'static str,
    pub subject: &'a str,
    pub detail: Json,
}

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, entry: &Entry<'_>) -> QueryResult<()> {
    diesel::insert_into(audit::table)
        .values((
            audit::id.eq(entry.id),
            audit::at.eq(entry.at),
            audit::actor.eq(entry.actor),
            audit::act.eq(entry.act),
            audit::subject.eq(entry.subject),
            audit::detail.eq(&entry.detail),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Adds several with one statement.
///
/// # Errors
/// When the database refuses.
pub fn add_all(conn: &mut Conn, entries: &[Entry<'_>]) -> QueryResult<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let row = |entry: &Entry<'_>| {
        (
            audit::id.eq(entry.id),
            audit::at.eq(entry.at),
            audit::actor.eq(entry.actor),
            audit::act.eq(entry.act),
            audit::subject.eq(entry.subject.to_owned()),
            audit::detail.eq(entry.detail.clone()),
        )
    };
    let rows: Vec<_> = entries.iter().map(row).collect();
    on_backend!(conn, |c| diesel::insert_into(audit::table).values(&rows).execute(c)).map(|_| ())
}
