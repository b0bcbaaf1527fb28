//! `outbox`.

use diesel::prelude::*;

use super::model::{Closing, Letter, LetterId, Outcome, Recipient, State, Waiting};
use crate::clock::Timestamp;
use crate::db::schema::outbox;
use crate::db::{Conn, Json};
use crate::error::AppError;
use crate::ids::PersonId;

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
            outbox::kind.eq(letter.kind()),
            outbox::letter.eq(Json::of(letter)?),
            outbox::urgency.eq(letter.importance() as i32),
            outbox::state.eq(State::Waiting),
            outbox::due_at.eq(now),
            outbox::tries.eq(0),
            outbox::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// # Errors
/// When the database refuses.
pub fn has(conn: &mut Conn, id: LetterId) -> QueryResult<bool> {
    let found: Option<LetterId> = outbox::table.find(id).select(outbox::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// The kinds of letter that can be put into words here: a newer version may have posted others, and sends them.
fn known() -> impl Iterator<Item = &'static str> {
    Letter::KINDS.into_iter().chain([""])
}

/// Removes what waits for somebody, of one kind or of all; how much it was. What is being sent now arrives.
///
/// # Errors
/// When the database refuses.
pub fn remove_waiting(conn: &mut Conn, person: PersonId, kind: Option<&str>) -> QueryResult<usize> {
    let waiting = outbox::table.filter(outbox::state.eq(State::Waiting)).filter(outbox::person.eq(person));
    match kind {
        Some(kind) => diesel::delete(waiting.filter(outbox::kind.eq(kind))).execute(conn),
        None => diesel::delete(waiting).execute(conn),
    }
}

/// When there is something to send: a moment that may be past, or `None` when nothing waits.
///
/// # Errors
/// When the database refuses.
pub fn next_due(conn: &mut Conn) -> QueryResult<Option<Timestamp>> {
    let waiting = || outbox::table.filter(outbox::state.eq(State::Waiting)).filter(outbox::kind.eq_any(known()));
    let free: Option<Timestamp> = waiting()
        .filter(outbox::leased_until.is_null())
        .order(outbox::due_at)
        .select(outbox::due_at)
        .first(conn)
        .optional()?;
    let leased: Option<Option<Timestamp>> = waiting()
        .filter(outbox::leased_until.is_not_null())
        .order(outbox::leased_until)
        .select(outbox::leased_until)
        .first(conn)
        .optional()?;
    Ok([free, leased.flatten()].into_iter().flatten().min())
}

/// Takes due letters, the most important and then the oldest first, until `lease` ends. Nobody else gets them before that.
///
/// # Errors
/// When the database refuses.
pub fn claim(conn: &mut Conn, now: Timestamp, lease: Timestamp, limit: i64) -> QueryResult<Vec<Waiting>> {
    let ids = due(conn, now, limit)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let claimed = outbox::table.filter(outbox::id.eq_any(ids));
    diesel::update(claimed.clone()).set(outbox::leased_until.eq(lease)).execute(conn)?;
    claimed
        .order((outbox::urgency, outbox::due_at, outbox::id))
        .select((
            outbox::id,
            outbox::address,
            outbox::locale,
            outbox::letter,
            outbox::tries,
            outbox::created_at,
            outbox::leased_until.assume_not_null(),
        ))
        .load(conn)
}

/// One writer makes a claim exclusive on SQLite; on PostgreSQL rivals pass over each other's rows.
fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> QueryResult<Vec<LetterId>> {
    crate::db::read_committed(conn)?;
    let due = outbox::table
        .filter(outbox::state.eq(State::Waiting))
        .filter(outbox::kind.eq_any(known()))
        .filter(outbox::due_at.le(now))
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.le(now)))
        .order((outbox::urgency, outbox::due_at, outbox::id))
        .select(outbox::id)
        .limit(limit);
    match conn {
        Conn::Sqlite(conn) => due.load(conn),
        Conn::Postgres(conn) => due.for_update().skip_locked().load(conn),
    }
}

/// Notes what became of a claimed letter; one that is settled was due then. Nothing when the lease has passed to somebody
/// else, whose turn it is then.
///
/// # Errors
/// When the database refuses.
pub fn settle(conn: &mut Conn, closing: &Closing, now: Timestamp) -> Result<(), AppError> {
    let ours = outbox::table
        .filter(outbox::id.eq(closing.id))
        .filter(outbox::state.eq(State::Waiting))
        .filter(outbox::leased_until.eq(closing.lease));
    let common = (outbox::tries.eq(closing.tries), outbox::leased_until.eq(None::<Timestamp>));
    match &closing.outcome {
        Outcome::Sent => diesel::update(ours)
            .set((
                common,
                outbox::state.eq(State::Sent),
                outbox::sent_at.eq(now),
                outbox::due_at.eq(now),
                outbox::letter.eq(&closing.remains),
                outbox::last_error.eq(None::<String>),
            ))
            .execute(conn)?,
        Outcome::Again { at, why } => {
            diesel::update(ours).set((common, outbox::due_at.eq(*at), outbox::last_error.eq(why))).execute(conn)?
        }
        Outcome::Failed { why } => diesel::update(ours)
            .set((
                common,
                outbox::state.eq(State::Failed),
                outbox::due_at.eq(now),
                outbox::letter.eq(&closing.remains),
                outbox::last_error.eq(why),
            ))
            .execute(conn)?,
    };
    Ok(())
}

/// How many letters wait, since when the oldest does, and how many were given up.
///
/// # Errors
/// When the database refuses.
pub fn backlog(conn: &mut Conn) -> QueryResult<Backlog> {
    let of = |state| outbox::table.filter(outbox::state.eq(state));
    Ok(Backlog {
        waiting: of(State::Waiting).count().get_result(conn)?,
        oldest: of(State::Waiting).select(diesel::dsl::min(outbox::created_at)).first(conn)?,
        failed: of(State::Failed).count().get_result(conn)?,
    })
}

/// What stands in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub waiting: i64,
    pub oldest: Option<Timestamp>,
    pub failed: i64,
}

/// A letter that was given up.
#[derive(Clone, Debug, Queryable)]
pub struct FailedLetter {
    pub id: LetterId,
    pub letter: Json,
    pub tries: i32,
    pub last_error: Option<String>,
    pub posted_at: Timestamp,
    pub given_up_at: Timestamp,
}

/// The letters that were given up, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list_failed(conn: &mut Conn, limit: i64) -> QueryResult<Vec<FailedLetter>> {
    outbox::table
        .filter(outbox::state.eq(State::Failed))
        .order((outbox::due_at.desc(), outbox::id.desc()))
        .select((outbox::id, outbox::letter, outbox::tries, outbox::last_error, outbox::created_at, outbox::due_at))
        .limit(limit)
        .load(conn)
}

/// Forgets up to so many letters that were settled before a moment; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(conn: &mut Conn, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<LetterId> = outbox::table
        .filter(outbox::state.eq_any([State::Sent, State::Failed]))
        .filter(outbox::due_at.lt(before))
        .select(outbox::id)
        .limit(limit)
        .load(conn)?;
    diesel::delete(outbox::table.filter(outbox::id.eq_any(old))).execute(conn)
}
