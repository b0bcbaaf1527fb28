//! `jobs`.

use diesel::prelude::*;

use super::model::{Claimed, Job, JobId, Outcome, State};
use crate::clock::Timestamp;
use crate::db::schema::jobs;
use crate::db::{Conn, Json};
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
        jobs::state.eq(State::Waiting),
        jobs::due_at.eq(job.due_at.unwrap_or(now)),
        jobs::tries.eq(0),
        jobs::created_at.eq(now),
    );
    let added =
        on_backend!(conn, |c| diesel::insert_into(jobs::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Whether there is a job under a key.
///
/// # Errors
/// When the database refuses.
pub fn has(conn: &mut Conn, once_key: &str) -> QueryResult<bool> {
    let found = jobs::table.filter(jobs::once_key.eq(once_key)).count().get_result::<i64>(conn)?;
    Ok(found > 0)
}

/// Whether a job of the kind about the same waits and nobody has begun it.
///
/// # Errors
/// When the database refuses.
pub fn waits(conn: &mut Conn, kind: &str, payload: &Json) -> QueryResult<bool> {
    let same = jobs::table
        .filter(jobs::state.eq(State::Waiting))
        .filter(jobs::kind.eq(kind))
        .filter(jobs::leased_until.is_null())
        .filter(jobs::payload.eq(payload));
    diesel::select(diesel::dsl::exists(same)).get_result(conn)
}

/// When there is a job of these kinds to run: a moment that may be past, or `None` when nothing waits.
///
/// # Errors
/// When the database refuses.
pub fn next_due(conn: &mut Conn, kinds: &[&str]) -> QueryResult<Option<Timestamp>> {
    let waiting = jobs::table.filter(jobs::state.eq(State::Waiting)).filter(jobs::kind.eq_any(kinds));
    let free: Option<Timestamp> = waiting
        .clone()
        .filter(jobs::leased_until.is_null())
        .order(jobs::due_at)
        .select(jobs::due_at)
        .first(conn)
        .optional()?;
    let leased: Option<Option<Timestamp>> = waiting
        .filter(jobs::leased_until.is_not_null())
        .order(jobs::leased_until)
        .select(jobs::leased_until)
        .first(conn)
        .optional()?;
    Ok([free, leased.flatten()].into_iter().flatten().min())
}

/// Takes due jobs of these kinds, the longest due first, until `lease` ends. Nobody else gets them before that.
///
/// # Errors
/// When the database refuses.
pub fn claim(
    conn: &mut Conn,
    kinds: &[&str],
    now: Timestamp,
    lease: Timestamp,
    limit: i64,
) -> QueryResult<Vec<Claimed>> {
    let ids = due(conn, kinds, now, limit)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let claimed = jobs::table.filter(jobs::id.eq_any(ids));
    diesel::update(claimed.clone()).set(jobs::leased_until.eq(lease)).execute(conn)?;
    let rows: Vec<(JobId, String, Json, i32)> = claimed
        .order((jobs::due_at, jobs::id))
        .select((jobs::id, jobs::kind, jobs::payload, jobs::tries))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, kind, payload, tries)| Claimed { id, kind, payload, tries, lease }).collect())
}

/// One writer makes a claim exclusive on SQLite; on PostgreSQL rivals pass over each other's rows.
fn due(conn: &mut Conn, kinds: &[&str], now: Timestamp, limit: i64) -> QueryResult<Vec<JobId>> {
    crate::db::read_committed(conn)?;
    let due = jobs::table
        .filter(jobs::state.eq(State::Waiting))
        .filter(jobs::kind.eq_any(kinds))
        .filter(jobs::due_at.le(now))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.le(now)))
        .order((jobs::due_at, jobs::id))
        .select(jobs::id)
        .limit(limit);
    match conn {
        Conn::Sqlite(conn) => due.load(conn),
        Conn::Postgres(conn) => due.for_update().skip_locked().load(conn),
    }
}

/// Keeps others away for longer from a job that was claimed until `lease`. `false` when somebody else has it.
///
/// # Errors
/// When the database refuses.
pub fn renew(conn: &mut Conn, (id, lease): (JobId, Timestamp), until: Timestamp) -> QueryResult<bool> {
    let ours = jobs::table.filter(jobs::id.eq(id)).filter(jobs::leased_until.eq(lease));
    let changed = diesel::update(ours).set(jobs::leased_until.eq(until)).execute(conn)?;
    Ok(changed == 1)
}

/// Notes what became of a claimed job. Nothing when the lease has passed to somebody else, whose turn it is then.
///
/// # Errors
/// When the database refuses.
pub fn settle(conn: &mut Conn, job: &Claimed, outcome: &Outcome, now: Timestamp) -> QueryResult<()> {
    let ours = jobs::table
        .filter(jobs::id.eq(job.id))
        .filter(jobs::state.eq(State::Waiting))
        .filter(jobs::leased_until.eq(job.lease));
    let free = jobs::leased_until.eq(None::<Timestamp>);
    let no_error = jobs::last_error.eq(None::<String>);
    let tries = job.tries.saturating_add(1);
    match outcome {
        Outcome::Done => {
            let state = jobs::state.eq(State::Done);
            // What it was about may be personal, and nobody asks any more.
            let payload = jobs::payload.eq(Json::empty());
            diesel::update(ours).set((free, no_error, state, payload, jobs::finished_at.eq(now))).execute(conn)?
        }
        Outcome::Next { at, payload } => diesel::update(ours)
            .set((free, no_error, jobs::due_at.eq(*at), jobs::payload.eq(payload), jobs::tries.eq(0)))
            .execute(conn)?,
        Outcome::Again { at, why } => diesel::update(ours)
            .set((free, jobs::due_at.eq(*at), jobs::last_error.eq(why), jobs::tries.eq(tries)))
            .execute(conn)?,
        Outcome::Failed { why } => diesel::update(ours)
            .set((
                free,
                jobs::state.eq(State::Failed),
                jobs::finished_at.eq(now),
                jobs::last_error.eq(why),
                jobs::tries.eq(tries),
            ))
            .execute(conn)?,
    };
    Ok(())
}

/// A job that was given up.
#[derive(Clone, Debug, Queryable)]
pub struct FailedJob {
    pub id: JobId,
    pub kind: String,
    pub tries: i32,
    pub last_error: Option<String>,
    pub enqueued_at: Timestamp,
    pub given_up_at: Option<Timestamp>,
}

/// The jobs that were given up, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_failed(conn: &mut Conn, limit: i64) -> QueryResult<Vec<FailedJob>> {
    jobs::table
        .filter(jobs::state.eq(State::Failed))
        .order((jobs::finished_at.desc(), jobs::id.desc()))
        .select((jobs::id, jobs::kind, jobs::tries, jobs::last_error, jobs::created_at, jobs::finished_at))
        .limit(limit)
        .load(conn)
}

/// Makes what waits under a key due at once. What runs at the moment is left alone.
///
/// # Errors
/// When the database refuses.
pub fn hasten(conn: &mut Conn, once_key: &str, now: Timestamp) -> QueryResult<()> {
    let waiting = jobs::table
        .filter(jobs::once_key.eq(once_key))
        .filter(jobs::state.eq(State::Waiting))
        .filter(jobs::leased_until.is_null());
    diesel::update(waiting).set((jobs::due_at.eq(now), jobs::tries.eq(0))).execute(conn).map(|_| ())
}

/// Makes the job of a key due again, if it was given up.
///
/// # Errors
/// When the database refuses.
pub fn revive(conn: &mut Conn, once_key: &str, now: Timestamp) -> QueryResult<()> {
    let given_up = jobs::table.filter(jobs::once_key.eq(once_key)).filter(jobs::state.eq(State::Failed));
    diesel::update(given_up)
        .set((
            jobs::state.eq(State::Waiting),
            jobs::due_at.eq(now),
            jobs::tries.eq(0),
            jobs::finished_at.eq(None::<Timestamp>),
        ))
        .execute(conn)
        .map(|_| ())
}

/// Makes the jobs that were given up due again; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn retry_failed(conn: &mut Conn, now: Timestamp) -> QueryResult<usize> {
    diesel::update(jobs::table.filter(jobs::state.eq(State::Failed)))
        .set((
            jobs::state.eq(State::Waiting),
            jobs::due_at.eq(now),
            jobs::tries.eq(0),
            jobs::finished_at.eq(None::<Timestamp>),
        ))
        .execute(conn)
}

/// Forgets the jobs that were given up; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn dismiss_failed(conn: &mut Conn) -> QueryResult<usize> {
    diesel::delete(jobs::table.filter(jobs::state.eq(State::Failed))).execute(conn)
}

/// Forgets up to so many jobs that were settled before a moment; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(conn: &mut Conn, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<JobId> = jobs::table
        .filter(jobs::state.eq_any([State::Done, State::Failed]))
        .filter(jobs::finished_at.lt(before))
        .select(jobs::id)
        .limit(limit)
        .load(conn)?;
    diesel::delete(jobs::table.filter(jobs::id.eq_any(old))).execute(conn)
}
