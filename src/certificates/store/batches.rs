//! `sign_off_batches`, `sign_off_batch_items`.

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::certificates::model::{Batch, BatchId, BatchItem, BatchState, CandidateId, Outcome};
use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{sign_off_batch_items, sign_off_batches};
use crate::on_backend;

/// Rows that are written with one statement: SQLite takes some thirty thousand parameters.
const ROWS: usize = 1_000;

/// Keeps a batch and what is in it.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, batch: &Batch, items: &[BatchItem]) -> QueryResult<()> {
    diesel::insert_into(sign_off_batches::table)
        .values((
            sign_off_batches::id.eq(batch.id),
            sign_off_batches::proposed_by.eq(batch.proposed_by),
            sign_off_batches::proposed_at.eq(batch.proposed_at),
            sign_off_batches::token.eq(&batch.token),
            sign_off_batches::expires_at.eq(batch.expires_at),
            sign_off_batches::state.eq(batch.state),
            sign_off_batches::size.eq(batch.size),
        ))
        .execute(conn)?;
    for some in items.chunks(ROWS) {
        let row = |item: &BatchItem| {
            (
                sign_off_batch_items::batch.eq(batch.id),
                sign_off_batch_items::place.eq(item.place),
                sign_off_batch_items::candidate.eq(item.candidate),
                sign_off_batch_items::seen.eq(item.seen.clone()),
            )
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        on_backend!(conn, |c| diesel::insert_into(sign_off_batch_items::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: BatchId) -> QueryResult<Option<Batch>> {
    sign_off_batches::table.find(id).first(conn).optional()
}

/// Which items of a batch are listed.
#[derive(Clone, Copy, Debug)]
pub enum Items {
    All,
    /// Those that nobody has come to yet.
    Open,
    With(Outcome),
}

/// Some items of a batch after a place, in their order.
///
/// # Errors
/// When the database refuses.
pub fn list_items(
    conn: &mut Conn,
    batch: BatchId,
    (which, after): (Items, i32),
    limit: i64,
) -> QueryResult<Vec<BatchItem>> {
    let mut query = sign_off_batch_items::table
        .filter(sign_off_batch_items::batch.eq(batch))
        .filter(sign_off_batch_items::place.gt(after))
        .select((
            sign_off_batch_items::place,
            sign_off_batch_items::candidate,
            sign_off_batch_items::seen,
            sign_off_batch_items::outcome,
        ))
        .into_boxed();
    query = match which {
        Items::All => query,
        Items::Open => query.filter(sign_off_batch_items::outcome.is_null()),
        Items::With(outcome) => query.filter(sign_off_batch_items::outcome.eq(outcome)),
    };
    query.order(sign_off_batch_items::place).limit(limit).load(conn)
}

/// How many items came to what.
///
/// # Errors
/// When the database refuses.
pub fn count_outcomes(conn: &mut Conn, batch: BatchId) -> QueryResult<Vec<(Outcome, i64)>> {
    let found: Vec<(Option<Outcome>, i64)> = sign_off_batch_items::table
        .filter(sign_off_batch_items::batch.eq(batch))
        .group_by(sign_off_batch_items::outcome)
        .select((sign_off_batch_items::outcome, count_star()))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(outcome, count)| Some((outcome?, count))).collect())
}

/// Notes that somebody confirmed a batch. `false` if somebody did before.
///
/// # Errors
/// When the database refuses.
pub fn set_running(conn: &mut Conn, id: BatchId, now: Timestamp) -> QueryResult<bool> {
    let proposed = sign_off_batches::table.find(id).filter(sign_off_batches::state.eq(BatchState::Proposed));
    let changed = diesel::update(proposed)
        .set((sign_off_batches::state.eq(BatchState::Running), sign_off_batches::confirmed_at.eq(now)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Notes that nothing more comes of a batch.
///
/// # Errors
/// When the database refuses.
pub fn set_finished(conn: &mut Conn, id: BatchId, (state, now): (BatchState, Timestamp)) -> QueryResult<()> {
    let running = sign_off_batches::table.find(id).filter(sign_off_batches::state.eq(BatchState::Running));
    diesel::update(running)
        .set((sign_off_batches::state.eq(state), sign_off_batches::finished_at.eq(now)))
        .execute(conn)
        .map(|_| ())
}

/// Notes what became of the items at some places.
///
/// # Errors
/// When the database refuses.
pub fn set_outcome(conn: &mut Conn, batch: BatchId, (places, outcome): (&[i32], Outcome)) -> QueryResult<()> {
    let items = sign_off_batch_items::table
        .filter(sign_off_batch_items::batch.eq(batch))
        .filter(sign_off_batch_items::place.eq_any(places));
    diesel::update(items).set(sign_off_batch_items::outcome.eq(outcome)).execute(conn).map(|_| ())
}

/// The batches that were confirmed and are not done, the earliest first.
///
/// # Errors
/// When the database refuses.
pub fn list_running(conn: &mut Conn, limit: i64) -> QueryResult<Vec<BatchId>> {
    sign_off_batches::table
        .filter(sign_off_batches::state.eq(BatchState::Running))
        .order(sign_off_batches::id)
        .select(sign_off_batches::id)
        .limit(limit)
        .load(conn)
}

/// Forgets up to so many rows of a batch that nobody confirmed in time, the batch itself with the last of them; how many rows they were.
///
/// # Errors
/// When the database refuses.
pub fn remove_expired(conn: &mut Conn, now: Timestamp, limit: i64) -> QueryResult<usize> {
    let expired: Option<BatchId> = sign_off_batches::table
        .filter(sign_off_batches::state.eq(BatchState::Proposed))
        .filter(sign_off_batches::expires_at.le(now))
        .select(sign_off_batches::id)
        .first(conn)
        .optional()?;
    let Some(batch) = expired else { return Ok(0) };
    let items = sign_off_batch_items::table.filter(sign_off_batch_items::batch.eq(batch));
    let places: Vec<i32> =
        items.order(sign_off_batch_items::place).select(sign_off_batch_items::place).limit(limit).load(conn)?;
    diesel::delete(items.filter(sign_off_batch_items::place.eq_any(&places))).execute(conn)?;
    if i64::try_from(places.len()).is_ok_and(|removed| removed < limit) {
        diesel::delete(sign_off_batches::table.find(batch)).execute(conn)?;
    }
    Ok(places.len() + 1)
}

/// The candidates of some items.
#[must_use]
pub fn candidates(items: &[BatchItem]) -> Vec<CandidateId> {
    items.iter().map(|item| item.candidate).collect()
}
