//! What happens regularly. Each entry is one job of the queue that is due again after each run, on whichever instance
//! comes first, so that it never runs twice at a time.

use std::sync::Arc;
use std::time::Duration;

use super::model::Step;
use super::registry::{Handler, Running};
use crate::app::App;
use crate::clock::Timestamp;
use crate::db::{self, Json, Tx};
use crate::error::AppError;
use crate::{jobs, mail};

/// Rows in one transaction: some milliseconds for the one writer.
const CHUNK: i64 = 500;
/// Every process reads a change within a second; a day is for clocks that disagree.
const CHANGES_KEPT_FOR: Duration = Duration::from_hours(24);

pub(super) const HANDLERS: &[Handler] = &[
    Handler { kind: "prune-answers", every: Some(Duration::from_mins(10)), run: prune_answers },
    Handler { kind: "prune-changes", every: Some(Duration::from_hours(1)), run: prune_changes },
    Handler { kind: "prune-letters", every: Some(Duration::from_hours(6)), run: prune_letters },
    Handler { kind: "prune-jobs", every: Some(Duration::from_hours(6)), run: prune_jobs },
];

fn prune_answers(app: Arc<App>, _: Json) -> Running {
    in_chunks(app, |tx| {
        let now = tx.now();
        Ok(db::idempotency::prune(tx.conn(), now, CHUNK)?)
    })
}

fn prune_changes(app: Arc<App>, _: Json) -> Running {
    in_chunks(app, |tx| {
        let before: Timestamp = tx.now().minus(CHANGES_KEPT_FOR);
        Ok(db::prune(tx, before, CHUNK)?)
    })
}

fn prune_letters(app: Arc<App>, _: Json) -> Running {
    in_chunks(app, |tx| mail::prune(tx, CHUNK))
}

fn prune_jobs(app: Arc<App>, _: Json) -> Running {
    in_chunks(app, |tx| jobs::prune(tx, CHUNK))
}

/// Runs one chunk, and again while chunks are full.
fn in_chunks(app: Arc<App>, chunk: fn(&mut Tx<'_>) -> Result<usize, AppError>) -> Running {
    Box::pin(async move {
        let pruned = app.db.write_later(chunk).await?;
        let is_full = i64::try_from(pruned).is_ok_and(|pruned| pruned >= CHUNK);
        Ok(if is_full { Step::Continue(Json::empty()) } else { Step::Done })
    })
}
