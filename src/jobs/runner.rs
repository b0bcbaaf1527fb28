//! Running what is due.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;

use super::model::{Claimed, Job, Outcome, Step};
use super::registry::Registry;
use super::{service, store};
use crate::app::App;
use crate::clock::Timestamp;
use crate::error::AppError;

/// Run side by side.
const AT_ONCE: i64 = 4;
/// A job that takes longer is cut off; it should have been cut into chunks.
const LONGEST_RUN: Duration = Duration::from_mins(5);
const LEASE: Duration = Duration::from_mins(10);

/// Sees to it that everything regular is in the queue.
///
/// # Errors
/// When the database refuses.
pub async fn schedule(app: &App, registry: &Registry) -> Result<(), AppError> {
    for handler in registry.regular() {
        let key = format!("regular:{}", handler.kind);
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

/// Runs the next few jobs and notes what became of each; how many they were.
///
/// # Errors
/// When the database refuses. What was done meanwhile is done again when its lease has run out.
pub async fn run_next(app: &Arc<App>, registry: &Registry) -> Result<usize, AppError> {
    let kinds = registry.kinds();
    let claimed = app
        .db
        .write_later(move |tx| {
            let now = tx.now();
            Ok(store::claim(tx.conn(), &kinds, now, now.plus(LEASE), AT_ONCE)?)
        })
        .await?;
    let settled = join_all(claimed.iter().map(|job| run(app, registry, job))).await;
    settled.into_iter().collect::<Result<Vec<()>, AppError>>()?;
    Ok(claimed.len())
}

async fn run(app: &Arc<App>, registry: &Registry, job: &Claimed) -> Result<(), AppError> {
    let Some(handler) = registry.find(&job.kind) else { return Ok(()) };
    let result = guarded((handler.run)(Arc::clone(app), job.payload.clone())).await;
    let outcome = job.outcome(result, handler.every, app.clock.now());
    report(app, job, &outcome);
    let job = job.clone();
    app.db
        .write_later(move |tx| {
            let now = tx.now();
            Ok(store::settle(tx.conn(), &job, &outcome, now)?)
        })
        .await
}

/// A job that panics or hangs has failed like any other, and takes nobody with it.
async fn guarded(running: super::registry::Running) -> Result<Step, String> {
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
