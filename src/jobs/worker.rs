//! The worker of a process: two lines of work beside the requests, letters and jobs, so that a slow mail server holds up no
//! job.
//!
//! A line looks for work when something was committed, when something becomes due, and at least every half minute, since
//! other processes write as well. While requests come in by the thousand it looks five times a second.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinHandle, JoinSet};

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
/// As long as the server gives its requests.
const GRACE: Duration = Duration::from_secs(20);
/// To note what became of a letter or job.
const TO_NOTE_IT: Duration = Duration::from_secs(5);
/// Jobs that run side by side.
const AT_ONCE: usize = 4;

/// A worker that runs. Dropped without [`stop`](Self::stop) it goes on until the runtime ends.
#[derive(Debug)]
pub struct Handle {
    stop: watch::Sender<bool>,
    grace: Duration,
    lines: Vec<JoinHandle<()>>,
}

impl Handle {
    /// Takes nothing new, gives what runs some time to finish, and ends. What is cut off is done again when its lease has run
    /// out.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let cut_off: Vec<_> = self.lines.iter().map(JoinHandle::abort_handle).collect();
        if tokio::time::timeout(self.grace, join_all(self.lines)).await.is_err() {
            tracing::warn!("work was cut off; it will be done again");
            cut_off.iter().for_each(AbortHandle::abort);
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
    let grace = grace(app.config.mail.smtp.timeout);
    let letters = tokio::spawn(line(Arc::clone(&app), Letters, stopped.clone()));
    let jobs = tokio::spawn(line(app, Jobs::new(registry), stopped));
    Handle { stop, grace, lines: vec![letters, jobs] }
}

/// A letter that is cut off while the mail server takes it would go out twice.
fn grace(longest_letter: Duration) -> Duration {
    GRACE.max(longest_letter) + TO_NOTE_IT
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

    /// Waits for what was begun.
    fn finish(&mut self) -> impl Future<Output = ()> + Send;
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

    async fn finish(&mut self) {}
}

struct Jobs {
    registry: Registry,
    is_scheduled: bool,
    running: JoinSet<()>,
}

impl Jobs {
    fn new(registry: Registry) -> Self {
        Self { registry, is_scheduled: false, running: JoinSet::new() }
    }
}

impl Line for Jobs {
    async fn look(&mut self, app: &Arc<App>) -> Result<Found, AppError> {
        if !self.is_scheduled {
            runner::schedule(app, &self.registry).await?;
            self.is_scheduled = true;
        }
        while self.running.try_join_next().is_some() {}
        if self.running.len() >= AT_ONCE {
            self.running.join_next().await;
            return Ok(Found::Work);
        }
        let next = runner::next_due(app, &self.registry).await?;
        if !is_due(next, app) {
            return Ok(Found::Nothing(next));
        }
        for job in runner::claim(app, &self.registry, AT_ONCE - self.running.len()).await? {
            self.running.spawn(runner::run(Arc::clone(app), self.registry.clone(), job));
        }
        Ok(Found::Work)
    }

    async fn finish(&mut self) {
        while self.running.join_next().await.is_some() {}
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
        // Whatever goes wrong in one look, the line goes on.
        let found = AssertUnwindSafe(line.look(&app)).catch_unwind().await;
        let found = found.unwrap_or_else(|_| Err(AppError::broken("a look at the queue panicked")));
        in_vain = if matches!(found, Ok(Found::Work | Found::Nothing(_))) { 0 } else { in_vain + 1 };
        tokio::select! {
            () = pause(&app, found, in_vain, committed) => {}
            _ = stopped.changed() => {}
        }
    }
    line.finish().await;
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
    let (mut letters_line, mut jobs_line) = (Letters, Jobs::new(registry.clone()));
    loop {
        let jobs = jobs_line.look(app).await?;
        jobs_line.finish().await;
        let letters = letters_line.look(app).await?;
        if !matches!(jobs, Found::Work) && !matches!(letters, Found::Work) {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_cut_off_while_the_mail_server_may_still_take_it() {
        for seconds in [1, 30, 120] {
            let longest_letter = Duration::from_secs(seconds);
            assert!(grace(longest_letter) > longest_letter.max(GRACE));
        }
    }
}
