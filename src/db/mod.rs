//! The database: SQLite by default, PostgreSQL when one machine is not enough, chosen by URL at run time.
//!
//! [`Db::read`] and [`Db::write`] are the one place that crosses from asynchronous to plain, synchronous Rust. A read sees
//! one consistent snapshot; a write is a transaction that is on disk when it is answered.
//! * SQLite: readers from a pool that cannot write, one `writer` with group commit.
//! * PostgreSQL: readers REPEATABLE READ READ ONLY, writers SERIALIZABLE with bounded, jittered retries.
//!
//! A closure may run again after a conflict, so it touches SQL only and takes its inputs by clone.

mod changes;
mod connection;
mod engine;
mod failure;
pub mod idempotency;
pub mod migrations;
mod portable;
pub mod schema;
mod statements;
pub mod transfer;
mod url;
mod writer;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::r2d2::{Pool, PooledConnection};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

pub use changes::{Change, ChangeFeed, announce, prune};
pub use connection::{Conn, Manager, MultiBackend, Purpose, open, read_committed};
pub use engine::{Engine, examine};
pub use failure::{is_about_one, one_by_one};
pub use portable::{Json, UnknownWord};
pub use statements::Statements;
pub use url::{DatabaseUrl, UnknownDatabase};
pub use writer::Urgency;

use crate::clock::{Clock, Timestamp};
use crate::error::{AppError, Problem};
use crate::ids::random_bytes;
use failure::{is_conflict, or_unavailable};
use writer::Writer;

/// Writes that wait for SQLite's one writer, of each urgency; more are refused at once.
const QUEUE_LIMIT: usize = 4_096;
const POOL_WAIT: Duration = Duration::from_secs(3);
/// Whoever asks whether all is well gives up soon, too.
const CHECK_WAIT: Duration = Duration::from_secs(2);
/// A serializable transaction that lost its turn six times is answered with 503: more tries only add to the crowd.
const ATTEMPTS: u32 = 6;

/// A consistent view of the data at one moment.
pub struct Snapshot<'c> {
    conn: &'c mut Conn,
    now: Timestamp,
}

impl<'c> Snapshot<'c> {
    #[must_use]
    pub fn new(conn: &'c mut Conn, now: Timestamp) -> Self {
        Self { conn, now }
    }

    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// The same for everything that happens in this snapshot.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }
}

/// A transaction: a snapshot that may be written to.
pub struct Tx<'c>(Snapshot<'c>);

impl<'c> Tx<'c> {
    #[must_use]
    pub fn new(conn: &'c mut Conn, now: Timestamp) -> Self {
        Self(Snapshot::new(conn, now))
    }

    /// A new id, made at the transaction's moment.
    #[must_use]
    pub fn new_id<I: crate::ids::Id>(&self) -> I {
        I::new(self.now())
    }

    /// Runs a part of the transaction for itself: of one that fails nothing stays, and the others go on.
    ///
    /// # Errors
    /// What the part refuses.
    pub fn apart<T>(&mut self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let now = self.now();
        self.conn().transaction(|conn| work(&mut Tx::new(conn, now)))
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Snapshot<'c>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

enum WriteSide {
    Sqlite(Writer),
    Postgres(Pool<Manager>),
}

struct Inner {
    url: DatabaseUrl,
    clock: Clock,
    readers: Pool<Manager>,
    writers: WriteSide,
    /// Rung after each commit, so that this process hears of its own changes at once.
    committed: Arc<Notify>,
    statements: Statements,
}

/// Handle to the database, cloned freely.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

impl Db {
    /// Opens the pools and starts the writer. The schema must be there already (see [`migrations`]).
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub fn open(url: &DatabaseUrl, pool_size: u32, clock: Clock) -> Result<Self, AppError> {
        let statements = Statements::default();
        let (readers, committed) = (pool(url, Purpose::Read, pool_size, &statements)?, Arc::new(Notify::new()));
        let writers = match url {
            DatabaseUrl::Sqlite(_) => {
                let mut conn = open(url, Purpose::Write).map_err(AppError::broken)?;
                statements.count(&mut conn);
                let writer = Writer::start(conn, clock.clone(), QUEUE_LIMIT, Arc::clone(&committed));
                WriteSide::Sqlite(writer.map_err(AppError::broken)?)
            }
            DatabaseUrl::Postgres(_) => WriteSide::Postgres(pool(url, Purpose::Write, pool_size, &statements)?),
        };
        let url = url.clone();
        Ok(Self(Arc::new(Inner { url, clock, readers, writers, committed, statements })))
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.0.url
    }

    /// What was sent to the database through this handle.
    #[must_use]
    pub fn statements(&self) -> &Statements {
        &self.0.statements
    }

    /// Completes after the next commit of this process: the next after this call, however late it is awaited.
    pub fn committed(&self) -> Notified<'_> {
        self.0.committed.notified()
    }

    /// Whether it can be read and written at the moment; does neither to anything that matters.
    ///
    /// # Errors
    /// `busy` when it cannot, or takes too long.
    pub async fn check(&self) -> Result<(), AppError> {
        let both = async {
            let read =
                |s: &mut Snapshot<'_>| Ok(schema::changes::table.select(max(schema::changes::seq)).first(s.conn())?);
            let _: Option<i64> = self.read(read).await?;
            self.write(|_| Ok(())).await
        };
        let outcome = tokio::time::timeout(CHECK_WAIT, both).await;
        outcome.unwrap_or_else(|_| Err(AppError::broken("it takes too long"))).map_err(|error| {
            tracing::warn!(%error, "the database cannot serve");
            Problem::busy().into()
        })
    }

    /// Runs a read on the blocking pool.
    ///
    /// # Errors
    /// What the closure refuses; `busy` when no connection came free in time or the database cannot be read at the moment.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Snapshot<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let db = self.clone();
        on_blocking_pool(move || db.read_blocking(work)).await
    }

    /// As [`read`](Self::read), for threads of our own.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_blocking<T>(&self, work: impl FnOnce(&mut Snapshot<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let mut conn = take(&self.0.readers)?;
        let now = self.0.clock.now();
        conn.transaction(|conn| work(&mut Snapshot::new(conn, now)))
            .map_err(|error| or_unavailable(error, Purpose::Read))
    }

    /// Runs a write; when it is answered with `Ok`, it is on disk.
    ///
    /// # Errors
    /// What the closure refuses, with nothing changed; `busy` when the queue is full, conflicts did not end or the database
    /// cannot be written at the moment, `storage-full` when its disk is full.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.write_with(Urgency::Request, work).await
    }

    /// As [`write`](Self::write), for work that gives way to requests.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn write_later<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.write_with(Urgency::Background, work).await
    }

    async fn write_with<T: Send + 'static>(
        &self,
        urgency: Urgency,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        match &self.0.writers {
            WriteSide::Sqlite(writer) => writer.run(urgency, move |tx| work(tx)).await,
            WriteSide::Postgres(_) => {
                let db = self.clone();
                on_blocking_pool(move || db.write_to_postgres(&mut work)).await
            }
        }
    }

    /// As [`write`](Self::write), for the command line and threads of our own.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn write_blocking<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        match &self.0.writers {
            WriteSide::Sqlite(writer) => writer.run_blocking(Urgency::Background, move |tx| work(tx)),
            WriteSide::Postgres(_) => self.write_to_postgres(&mut work),
        }
    }

    fn write_to_postgres<T>(&self, work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let WriteSide::Postgres(pool) = &self.0.writers else {
            return Err(AppError::broken("this database has a single writer"));
        };
        for attempt in 1..=ATTEMPTS {
            // Whoever waits for its turn holds up nobody else: the connection goes back first.
            let outcome = {
                let (mut conn, now) = (take(pool)?, self.0.clock.now());
                conn.transaction(|conn| work(&mut Tx::new(conn, now)))
            };
            match outcome {
                Err(error) if is_conflict(&error) => wait_before(attempt),
                outcome => {
                    if outcome.is_ok() {
                        self.0.committed.notify_waiters();
                    }
                    return outcome.map_err(|error| or_unavailable(error, Purpose::Write));
                }
            }
        }
        Err(Problem::busy().into())
    }
}

fn pool(url: &DatabaseUrl, purpose: Purpose, size: u32, statements: &Statements) -> Result<Pool<Manager>, AppError> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(POOL_WAIT)
        .test_on_check_out(matches!(url, DatabaseUrl::Postgres(_)))
        .build(Manager { url: url.clone(), purpose, statements: statements.clone() })
        .map_err(AppError::broken)
}

fn take(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, AppError> {
    pool.get().map_err(|error| {
        tracing::warn!(%error, "no database connection came free");
        Problem::busy().into()
    })
}

async fn on_blocking_pool<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(AppError::broken(error)),
    }
}

/// Doubles from 8 ms, with up to as much again at random, so that rivals do not meet again.
#[expect(clippy::disallowed_methods, reason = "a thread of the blocking pool steps back from a conflict")]
fn wait_before(attempt: u32) {
    let base = 4_u64 << attempt.min(6);
    let [jitter] = random_bytes::<1>();
    std::thread::sleep(Duration::from_millis(base + base * u64::from(jitter) / 255));
}
