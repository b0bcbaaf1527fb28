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
use crate::keys::{self, Purpose, Turn};
use crate::{accounts, jobs, mail, throttle};

/// Rows in one transaction: some milliseconds for the one writer.
const CHUNK: i64 = 500;
/// Every process reads a change within a second; a day is for clocks that disagree.
const CHANGES_KEPT_FOR: Duration = Duration::from_hours(24);

pub(super) const HANDLERS: &[Handler] = &[
    Handler { kind: "prune-answers", every: Some(Duration::from_mins(10)), run: prune_answers },
    Handler { kind: "prune-changes", every: Some(Duration::from_hours(1)), run: prune_changes },
    Handler { kind: "prune-letters", every: Some(Duration::from_hours(6)), run: prune_letters },
    Handler { kind: "prune-jobs", every: Some(Duration::from_hours(6)), run: prune_jobs },
    Handler { kind: "prune-sessions", every: Some(Duration::from_hours(6)), run: prune_sessions },
    Handler { kind: "prune-throttles", every: Some(Duration::from_hours(1)), run: prune_throttles },
    Handler { kind: "rotate-keys", every: Some(Duration::from_hours(24)), run: rotate_keys },
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

fn prune_sessions(app: Arc<App>, _: Json) -> Running {
    // Three tables in turn: a chunk that is not full may be the last of the first one only.
    Box::pin(async move {
        let pruned = app.db.write_later(|tx| accounts::prune(tx, CHUNK)).await?;
        Ok(if pruned > 0 { Step::Continue(Json::empty()) } else { Step::Done })
    })
}

fn prune_throttles(app: Arc<App>, _: Json) -> Running {
    in_chunks(app, |tx| throttle::prune(tx, CHUNK))
}

/// The key of access tokens is used for a quarter of a year, and what it signed is good for minutes. What signs credentials is used
/// for a year, and what it signed is verified with its public half for ever.
fn rotate_keys(app: Arc<App>, _: Json) -> Running {
    const fn days(count: u64) -> Turn {
        Turn { age: Duration::from_hours(count * 24), overlap: keys::OVERLAP }
    }
    const TURNS: [(Purpose, Turn); 3] =
        [(Purpose::AccessToken, days(90)), (Purpose::Proof, days(365)), (Purpose::Token, days(365))];
    Box::pin(async move {
        for (purpose, turn) in TURNS {
            let master = app.keychain.master();
            app.db.write_later(move |tx| keys::rotate_when_due(tx, &master, purpose, &turn)).await?;
        }
        Ok(Step::Done)
    })
}

/// Runs one chunk, and again while chunks are full.
fn in_chunks(app: Arc<App>, chunk: fn(&mut Tx<'_>) -> Result<usize, AppError>) -> Running {
    Box::pin(async move {
        let pruned = app.db.write_later(chunk).await?;
        let is_full = i64::try_from(pruned).is_ok_and(|pruned| pruned >= CHUNK);
        Ok(if is_full { Step::Continue(Json::empty()) } else { Step::Done })
    })
}
