//! Running what is due.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use super::model::{Claimed, Job, Outcome, Step};
use super::registry::{Registry, Running};
use super::{service, store};
use crate::app::App;
use crate::clock::Timestamp;
use crate::db::Tx;
use crate::error::AppError;

/// A job that takes longer is cut off; it should have been cut into chunks.
const LONGEST_RUN: Duration = Duration::from_mins(5);
/// Renewed while the job runs. What a process had that was killed is done by another, or by itself after its start, this much later.
const LEASE: Duration = Duration::from_mins(1);
const RENEWAL: Duration = Duration::from_secs(20);

/// Sees to it that everything regular is in the queue.
///
/// # Errors
/// When the database refuses.
pub async fn schedule(app: &App, registry: &Registry) -> Result<(), AppError> {
    for handler in registry.regular() {
        let key = service::regular_key(handler.kind);
        let wanted = key.clone();
        if app.db.read(move |snapshot| Ok(store::has(snapshot.conn(), &wanted)?)).await? {
            continue;
        }
        let job = Job::new(handler.kind, &())?.once(key);
        app.db.write_later(move |tx| service::enqueue(tx, &job)).await?;
    }
    Ok(())
}

/// When there is a job to run, if any waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_due(app: &App, registry: &Registry) -> Result<Option<Timestamp>, AppError> {
    let kinds = registry.kinds();
    app.db.read(move |snapshot| Ok(store::next_due(snapshot.conn(), &kinds)?)).await
}

/// Takes up to so many due jobs for this process.
///
/// # Errors
/// When the database refuses.
pub async fn claim(app: &App, registry: &Registry, limit: usize) -> Result<Vec<Claimed>, AppError> {
    let kinds = registry.kinds();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let claim = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        Ok(store::claim(tx.conn(), &kinds, now, now.plus(LEASE), limit)?)
    };
    app.db.write_later(claim).await
}

/// Runs a job that was claimed and notes what became of it. When that cannot be noted, it runs again after its lease.
pub async fn run(app: Arc<App>, registry: Registry, mut job: Claimed) {
    let Some(handler) = registry.find(&job.kind) else { return };
    let mut running = pin!(guarded((handler.run)(Arc::clone(&app), job.payload.clone())));
    let result = loop {
        match tokio::time::timeout(RENEWAL, &mut running).await {
            Ok(result) => break result,
            Err(_) => renew(&app, &mut job).await,
        }
    };
    let outcome = job.outcome(result, handler.every, app.clock.now());
    report(&app, &job, &outcome);
    let (id, settle) = (job.id, move |tx: &mut Tx<'_>| {
        let now = tx.now();
        Ok(store::settle(tx.conn(), &job, &outcome, now)?)
    });
    if let Err(error) = app.db.write_later(settle).await {
        tracing::error!(job = %id, %error, "the outcome of a job was not noted");
    }
}

/// Keeps others away from a job for longer. When that cannot be noted, it is tried once more before the lease has run out.
async fn renew(app: &App, job: &mut Claimed) {
    let (id, lease) = (job.id, job.lease);
    let renew = move |tx: &mut Tx<'_>| {
        let until = tx.now().plus(LEASE);
        Ok(store::renew(tx.conn(), (id, lease), until)?.then_some(until))
    };
    match app.db.write_later(renew).await {
        Ok(Some(until)) => job.lease = until,
        Ok(None) => tracing::warn!(job = %id, "a job was taken over while it ran"),
        Err(error) => tracing::warn!(job = %id, %error, "the lease of a job was not renewed"),
    }
}

/// A job that panics or hangs has failed like any other, and takes nobody with it.
async fn guarded(running: Running) -> Result<Step, String> {
    let mut task = tokio::spawn(running);
    match tokio::time::timeout(LONGEST_RUN, &mut task).await {
        Ok(Ok(Ok(step))) => Ok(step),
        Ok(Ok(Err(error))) => Err(error.to_string()),
        Ok(Err(panic)) => Err(panic.to_string()),
        Err(_) => {
            task.abort();
            Err(format!("not done after {} s", LONGEST_RUN.as_secs()))
        }
    }
}

fn report(app: &App, job: &Claimed, outcome: &Outcome) {
    let word = match outcome {
        Outcome::Done | Outcome::Next { .. } => "done",
        Outcome::Again { .. } => "postponed",
        Outcome::Failed { .. } => "failed",
    };
    app.metrics.job(&job.kind, word);
    match outcome {
        Outcome::Done | Outcome::Next { .. } => tracing::debug!(job = %job.id, kind = job.kind, "a job was done"),
        Outcome::Again { why, at } => tracing::warn!(job = %job.id, kind = job.kind, why, %at, "a job failed"),
        Outcome::Failed { why } => tracing::error!(job = %job.id, kind = job.kind, why, "a job was given up"),
    }
}
