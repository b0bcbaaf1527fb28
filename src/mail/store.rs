//! `outbox`.

use diesel::prelude::*;

use super::model::{Letter, LetterId, Recipient};
use crate::clock::Timestamp;
use crate::db::schema::outbox;
use crate::db::{Conn, Json};
use crate::error::AppError;

/// Adds a letter that may be sent at once.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, id: LetterId, to: &Recipient, letter: &Letter, now: Timestamp) -> Result<(), AppError> {
    diesel::insert_into(outbox::table)
        .values((
            outbox::id.eq(id),
            outbox::person.eq(to.person),
            outbox::address.eq(&to.address),
            outbox::locale.eq(to.locale.as_str()),
            outbox::letter.eq(Json::of(letter)?),
            outbox::urgency.eq(letter.importance() as i32),
            outbox::state.eq("waiting"),
            outbox::due_at.eq(now),
            outbox::tries.eq(0),
            outbox::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
