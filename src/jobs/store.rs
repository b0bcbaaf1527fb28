//! `jobs`.

use diesel::prelude::*;

use super::model::{Job, JobId};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::jobs;
use crate::on_backend;

/// Adds a job. `false` if its key is taken.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, id: JobId, job: &Job, now: Timestamp) -> QueryResult<bool> {
    let row = (
        jobs::id.eq(id),
        jobs::kind.eq(job.kind),
        jobs::payload.eq(&job.payload),
        jobs::once_key.eq(job.once_key.as_deref()),
        jobs::state.eq("waiting"),
        jobs::due_at.eq(job.due_at.unwrap_or(now)),
        jobs::tries.eq(0),
        jobs::created_at.eq(now),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(jobs::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}
