//! The worker of a process: two lines of work beside the requests, letters and jobs, so that a slow mail server holds up no
//! job.
//!
//! A line looks for work when something was committed, when something becomes due, and at least every half minute, since
//! other processes write as well. While requests come in by the thousand it looks five times a second.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::registry::Registry;
use super::runner;
use crate::app::App;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::mail;
use crate::retry::pause_after;

const LOOK_AT_LEAST_EVERY: Duration = Duration::from_secs(30);
const LOOK_AT_MOST_EVERY: Duration = Duration::from_millis(200);
/// When nothing can be done at all, as when the mail server is down.
const LONGEST_PAUSE: Duration = Duration::from_mins(10);

/// A worker that runs. Dropped without [`stop`](Self::stop) it goes on until the runtime ends.
#[derive(Debug)]
pub struct Handle {
    stop: watch::Sender<bool>,
    lines: Vec<JoinHandle<()>>,
}

impl Handle {
    /// Takes nothing new, lets what runs finish, and ends.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for line in self.lines {
            if let Err(error) = line.await {
                tracing::error!(%error, "a line of work broke");
            }
        }
    }
}

/// Starts the worker of this process.
#[must_use]
pub fn start(app: Arc<App>) -> Handle {
    start_with(app, Registry::of_the_college())
}

/// As [`start`], with other handlers.
#[must_use]
pub fn start_with(app: Arc<App>, registry: Registry) -> Handle {
    let (stop, stopped) = watch::channel(false);
    let letters = tokio::spawn(line(Arc::clone(&app), Letters, stopped.clone()));
    let jobs = tokio::spawn(line(app, Jobs { registry, is_scheduled: false }, stopped));
    Handle { stop, lines: vec![letters, jobs] }
}

/// What one look at the queue came to.
enum Found {
    /// Something was done; there may be more.
    Work,
    /// Nothing is due, before this moment if something waits.
    Nothing(Option<Timestamp>),
    /// There is work, and no way to do it now.
    InVain,
}

trait Line: Send + 'static {
    fn look(&mut self, app: &Arc<App>) -> impl Future<Output = Result<Found, AppError>> + Send;
}

struct Letters;

impl Line for Letters {
    async fn look(&mut self, app: &Arc<App>) -> Result<Found, AppError> {
        let next = mail::next_due(app).await?;
        if !is_due(next, app) {
            return Ok(Found::Nothing(next));
        }
        let round = mail::deliver_next(app).await?;
        Ok(if round.is_in_vain() { Found::InVain } else { Found::Work })
    }
}

struct Jobs {
    registry: Registry,
    is_scheduled: bool,
}

impl Line for Jobs {
    async fn look(&mut self, app: &Arc<App>) -> Result<Found, AppError> {
        if !self.is_scheduled {
            runner::schedule(app, &self.registry).await?;
            self.is_scheduled = true;
        }
        let next = runner::next_due(app, &self.registry).await?;
        if !is_due(next, app) {
            return Ok(Found::Nothing(next));
        }
        runner::run_next(app, &self.registry).await?;
        Ok(Found::Work)
    }
}

fn is_due(next: Option<Timestamp>, app: &App) -> bool {
    next.is_some_and(|moment| moment <= app.clock.now())
}

async fn line(app: Arc<App>, mut line: impl Line, mut stopped: watch::Receiver<bool>) {
    let mut in_vain = 0;
    while !*stopped.borrow() {
        // Asked for before looking, so that what is committed meanwhile is not missed.
        let committed = app.db.committed();
        let found = line.look(&app).await;
        in_vain = if matches!(found, Ok(Found::Work | Found::Nothing(_))) { 0 } else { in_vain + 1 };
        tokio::select! {
            () = pause(&app, found, in_vain, committed) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn pause(app: &App, found: Result<Found, AppError>, in_vain: i32, committed: impl Future<Output = ()>) {
    match found {
        Ok(Found::Work) => {}
        Ok(Found::Nothing(next)) => {
            let until = next.map_or(LOOK_AT_LEAST_EVERY, |next| next.since(app.clock.now()).min(LOOK_AT_LEAST_EVERY));
            tokio::time::sleep(LOOK_AT_MOST_EVERY).await;
            let _ = tokio::time::timeout(until.saturating_sub(LOOK_AT_MOST_EVERY), committed).await;
        }
        Ok(Found::InVain) => tokio::time::sleep(pause_after(in_vain).min(LONGEST_PAUSE)).await,
        Err(error) => {
            tracing::warn!(%error, "the queue could not be read");
            tokio::time::sleep(pause_after(in_vain).min(LOOK_AT_LEAST_EVERY)).await;
        }
    }
}

/// Does everything that is due now, and returns: for tests and the command line. The clock decides what is due.
///
/// # Errors
/// When the database refuses.
pub async fn drain(app: &Arc<App>, registry: &Registry) -> Result<(), AppError> {
    let mut lines = (Letters, Jobs { registry: registry.clone(), is_scheduled: false });
    loop {
        let jobs = lines.1.look(app).await?;
        let letters = lines.0.look(app).await?;
        if !matches!(jobs, Found::Work) && !matches!(letters, Found::Work) {
            return Ok(());
        }
    }
}
