//! Group commit for SQLite: one thread owns the only connection that writes.
//!
//! It takes all requests that wait in a bounded queue, runs each in a savepoint of its own inside one `BEGIN IMMEDIATE …
//! COMMIT`, and answers each only after the commit: one `fdatasync` for many writes. Background work has batches of its own, one
//! job each, since nobody in a batch is answered before all of it has run. A job that fails or panics rolls back
//! its own savepoint and nobody else's; a commit that fails, or a transaction that the engine itself ends (a full disk), fails
//! the whole batch; a full queue refuses at once.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};
use diesel::result::QueryResult;
use tokio::sync::{Notify, oneshot};

use super::failure::{not_committed, or_unavailable};
use super::{Conn, Purpose, Tx};
use crate::clock::Clock;
use crate::error::{AppError, Problem};

type Manager = <Conn as Connection>::TransactionManager;
/// Runs in the batch (or learns that there is none); what it returns is called after the commit, with whether there was one.
type Job = Box<dyn FnOnce(Option<&mut Conn>) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Result<(), Problem>) + Send>;

const BATCH_LIMIT: usize = 256;
/// After so many batches of requests in a row a background job has its turn.
const PATIENCE: u32 = 50;

/// Who is served first: a person who waits goes before a job that does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    Request,
    Background,
}

#[derive(Default)]
struct Queue {
    requests: VecDeque<Job>,
    background: VecDeque<Job>,
    /// Batches of requests that went before the background job that waits.
    went_before: u32,
    closed: bool,
}

impl Queue {
    fn batch(&mut self) -> Vec<Job> {
        if self.requests.is_empty() || self.went_before >= PATIENCE {
            self.went_before = 0;
            if let Some(job) = self.background.pop_front() {
                return vec![job];
            }
        }
        self.went_before += u32::from(!self.background.is_empty());
        let most = self.requests.len().min(BATCH_LIMIT);
        self.requests.drain(..most).collect()
    }
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    arrived: Condvar,
}

impl Shared {
    /// A panic while the lock is held cannot leave the queue half changed: nothing but pushes and pops happens under it.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Handle to the writer thread. Dropping it lets the thread finish what is queued and waits for it.
pub struct Writer {
    shared: Arc<Shared>,
    clock: Clock,
    queue_limit: usize,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread; of each urgency, so many jobs may wait. The bell is rung after each commit, whether or not whoever asked
    /// for the write still listens.
    ///
    /// # Errors
    /// When the thread cannot be started.
    pub fn start(conn: Conn, clock: Clock, queue_limit: usize, bell: Arc<Notify>) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let at_work = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("database-writer".into())
            .spawn(move || write_until_closed(&at_work, conn, &bell))?;
        Ok(Self { shared, clock, queue_limit, thread: Some(thread) })
    }

    /// Queues a write and waits until it is on disk.
    ///
    /// # Errors
    /// What the write itself refuses; `busy` when the queue is full; `busy` or `storage-full` when the commit failed.
    pub async fn run<T: Send + 'static>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let answer = self.enqueue(urgency, work)?;
        answer.await.unwrap_or_else(|_| Err(AppError::broken("the database writer stopped")))
    }

    /// As [`run`](Self::run), for callers outside the asynchronous world.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_blocking<T: Send + 'static>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let answer = self.enqueue(urgency, work)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(AppError::broken("the database writer stopped")))
    }

    fn enqueue<T: Send + 'static>(
        &self,
        urgency: Urgency,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<oneshot::Receiver<Result<T, AppError>>, AppError> {
        let (sender, receiver) = oneshot::channel();
        let clock = self.clock.clone();
        let job: Job = Box::new(move |conn| {
            let result = match conn {
                Some(conn) => in_savepoint(conn, |conn| work(&mut Tx::new(conn, clock.now())))
                    .map_err(|error| or_unavailable(error, Purpose::Write)),
                None => Err(Problem::busy().into()),
            };
            Box::new(move |committed| {
                let _ = sender.send(result.and_then(|value| committed.map(|()| value).map_err(AppError::from)));
            })
        });
        let mut queue = self.shared.lock();
        let line = match urgency {
            Urgency::Request => &mut queue.requests,
            Urgency::Background => &mut queue.background,
        };
        if line.len() >= self.queue_limit {
            return Err(Problem::busy().into());
        }
        line.push_back(job);
        drop(queue);
        self.shared.arrived.notify_one();
        Ok(receiver)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.arrived.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write_until_closed(shared: &Shared, mut conn: Conn, bell: &Notify) {
    while let Some(batch) = wait_for_batch(shared) {
        commit_together(&mut conn, batch, bell);
    }
}

/// Blocks until something waits; `None` when the queue is closed and empty.
fn wait_for_batch(shared: &Shared) -> Option<Vec<Job>> {
    let mut queue = shared.lock();
    loop {
        let batch = queue.batch();
        if !batch.is_empty() {
            return Some(batch);
        }
        if queue.closed {
            return None;
        }
        queue = shared.arrived.wait(queue).unwrap_or_else(PoisonError::into_inner);
    }
}

fn commit_together(conn: &mut Conn, batch: Vec<Job>, bell: &Notify) {
    let mut jobs = batch.into_iter();
    let mut answers = Vec::new();
    let committed = match begin_immediate(conn) {
        Ok(()) => {
            while depth(conn) == 1
                && let Some(job) = jobs.next()
            {
                answers.push(job(Some(conn)));
            }
            commit(conn, answers.len()).map_err(|problem| *problem)
        }
        Err(error) => {
            tracing::error!(%error, "could not begin a batch of writes");
            Err(Problem::busy())
        }
    };
    answers.extend(jobs.map(|job| job(None)));
    for answer in answers {
        answer(committed.clone());
    }
    if committed.is_ok() {
        bell.notify_waiters();
    }
}

/// What was written in vain can be sent again: nothing was wrong with it.
fn commit(conn: &mut Conn, writes: usize) -> Result<(), Box<Problem>> {
    if depth(conn) == 0 {
        tracing::error!(writes, "a failure of the database undid a batch of writes");
        return Err(Box::new(Problem::busy()));
    }
    Manager::commit_transaction(conn).map_err(|error| {
        tracing::error!(%error, writes, "a batch of writes was not committed");
        abandon(conn);
        Box::new(not_committed(&error))
    })
}

/// Rolls everything back. A rollback that fails is one level less all the same, and at the last one the connection is broken.
fn abandon(conn: &mut Conn) {
    while depth(conn) > 0 {
        let _ = Manager::rollback_transaction(conn);
    }
}

/// `IMMEDIATE`, since a transaction that begins with a read and then writes fails at once under WAL when another process
/// (the command line) wrote in between, whatever the busy timeout.
fn begin_immediate(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE"),
        Conn::Postgres(_) => Manager::begin_transaction(conn),
    }
}

fn depth(conn: &mut Conn) -> u32 {
    match Manager::transaction_manager_status_mut(conn).transaction_depth() {
        Ok(Some(depth)) => depth.get(),
        _ => 0,
    }
}

/// Runs one job so that its failure or panic leaves no trace: everything above the batch's own transaction is rolled back, or
/// everything when that cannot be done.
fn in_savepoint<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, AppError>) -> Result<T, AppError> {
    let outside = depth(conn);
    Manager::begin_transaction(conn)?;
    let mut result = catch_unwind(AssertUnwindSafe(|| work(conn)))
        .unwrap_or_else(|_| Err(AppError::broken("a write panicked; it was rolled back")));
    if result.is_ok()
        && let Err(error) = Manager::commit_transaction(conn)
    {
        tracing::error!(%error, "a write was lost within its batch");
        result = Err(not_committed(&error).into());
    }
    while depth(conn) > outside {
        if let Err(error) = Manager::rollback_transaction(conn) {
            tracing::error!(%error, "a write could not be undone by itself");
            abandon(conn);
        }
    }
    result
}

#[cfg(test)]
mod tests;
