//! Telling the caches: a write that others must see appends a row to `changes` in its transaction, and every process reads
//! the new rows on its own commit and by a poll. Within a second means this.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::changes;
use super::{Conn, Db, Tx};
use crate::clock::Timestamp;
use crate::error::AppError;

/// What changed: `kind` is a domain's word (`course`, `session`), `key` the thing's id or slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub seq: i64,
    pub kind: String,
    pub key: String,
}

/// Appends a row for the caches of all processes, in the transaction of the change itself.
///
/// # Errors
/// When the database refuses.
pub fn announce(tx: &mut Tx<'_>, kind: &str, key: &str) -> QueryResult<()> {
    let now = tx.now();
    diesel::insert_into(changes::table)
        .values((changes::kind.eq(kind), changes::key.eq(key), changes::at.eq(now)))
        .execute(tx.conn())
        .map(|_| ())
}

/// Forgets up to so many rows that every process has long read; how many they were.
///
/// # Errors
/// When the database refuses.
pub fn prune(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> QueryResult<usize> {
    let old: Vec<i64> =
        changes::table.filter(changes::at.lt(before)).select(changes::seq).limit(limit).load(tx.conn())?;
    diesel::delete(changes::table.filter(changes::seq.eq_any(old))).execute(tx.conn())
}

/// On PostgreSQL a row may commit after rows that were numbered later, so each look goes back to what this process has known for
/// as long as a transaction may last there: whatever has a lower number has committed or never will. The clocks of those who
/// write say nothing of that. On SQLite the numbers follow the commits.
const LOOK_BACK: Duration = Duration::from_mins(5);
/// How far the first look goes back, in rows.
const ROWS_BEFORE_THE_START: i64 = 10_000;
/// Commits that follow each other closely are looked at together.
const GATHERING: Duration = Duration::from_millis(20);

/// Reads the changes as they come.
pub struct ChangeFeed {
    highest: i64,
    /// No row up to this one is still to come.
    settled: i64,
    /// The rows beyond, and when each was first seen.
    seen: BTreeMap<i64, Instant>,
    /// Changes that could not be applied.
    failed: Vec<Change>,
    sqlite_version: Option<i64>,
}

#[derive(QueryableByName)]
struct DataVersion {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl ChangeFeed {
    /// Starts after everything that is there now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn start(conn: &mut Conn) -> QueryResult<Self> {
        let numbers = || changes::table.order(changes::seq.desc()).select(changes::seq);
        let highest = numbers().first(conn).optional()?.unwrap_or(0);
        let settled = numbers().offset(ROWS_BEFORE_THE_START).first(conn).optional()?.unwrap_or(0);
        let mut feed = Self { highest, settled, seen: BTreeMap::new(), failed: Vec::new(), sqlite_version: None };
        feed.read(conn)?;
        Ok(feed)
    }

    /// Hands the changes since the last call to `apply`, oldest first. One that cannot be applied is handed over again by the
    /// next call, until it can.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn deliver(&mut self, conn: &mut Conn, apply: &dyn Fn(&Change) -> Result<(), AppError>) -> QueryResult<()> {
        let news = self.next(conn)?;
        for change in std::mem::take(&mut self.failed).into_iter().chain(news) {
            let applied = catch_unwind(AssertUnwindSafe(|| apply(&change)));
            if let Err(error) = applied.unwrap_or_else(|_| Err(AppError::broken("it panicked"))) {
                tracing::error!(%error, kind = change.kind, "a change could not be applied, and will be tried again");
                self.failed.push(change);
            }
        }
        Ok(())
    }

    /// On SQLite it costs one pragma when nobody wrote.
    fn next(&mut self, conn: &mut Conn) -> QueryResult<Vec<Change>> {
        let version = sqlite_version(conn)?;
        if version.is_some() && version == self.sqlite_version {
            return Ok(Vec::new());
        }
        let news = self.read(conn)?;
        self.sqlite_version = version;
        Ok(news)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "measures how long a row has been known; no clock that people set may do that"
    )]
    fn read(&mut self, conn: &mut Conn) -> QueryResult<Vec<Change>> {
        let known = match conn {
            Conn::Sqlite(_) => self.highest,
            Conn::Postgres(_) => self.settled,
        };
        let columns = (changes::seq, changes::kind, changes::key);
        let after = changes::table.filter(changes::seq.gt(known)).order(changes::seq);
        let rows: Vec<(i64, String, String)> = after.select(columns).load(conn)?;
        let (now, mut news) = (Instant::now(), Vec::new());
        for (seq, kind, key) in rows {
            self.highest = self.highest.max(seq);
            if let Entry::Vacant(place) = self.seen.entry(seq) {
                place.insert(now);
                news.push(Change { seq, kind, key });
            }
        }
        let long_known = |first_seen: Instant| now.duration_since(first_seen) >= LOOK_BACK;
        let settled = self.seen.iter().filter(|(_, first)| long_known(**first)).map(|(seq, _)| *seq).max();
        self.settled = self.settled.max(settled.unwrap_or(0));
        self.seen.retain(|seq, _| *seq > self.settled);
        Ok(news)
    }

    /// To be called when the next look is through another connection.
    fn on_another_connection(&mut self) {
        self.sqlite_version = None;
    }
}

/// Changes when another connection committed (<https://sqlite.org/pragma.html#pragma_data_version>).
fn sqlite_version(conn: &mut Conn) -> QueryResult<Option<i64>> {
    let Conn::Sqlite(conn) = conn else { return Ok(None) };
    let version = diesel::sql_query("PRAGMA data_version").get_result::<DataVersion>(conn)?;
    Ok(Some(version.data_version))
}

impl Db {
    /// How long a process may go without looking for the changes of others.
    #[must_use]
    pub fn poll_interval(&self) -> Duration {
        match self.url() {
            super::DatabaseUrl::Sqlite(_) => Duration::from_millis(250),
            super::DatabaseUrl::Postgres(_) => Duration::from_millis(500),
        }
    }

    /// Follows the changes until the returned task is aborted, handing each to `apply` on a thread that may block.
    ///
    /// # Errors
    /// When the database cannot be opened for it.
    pub fn follow(
        &self,
        apply: impl Fn(&Change) -> Result<(), AppError> + Send + Sync + 'static,
    ) -> Result<tokio::task::JoinHandle<()>, AppError> {
        let mut conn = super::open(self.url(), super::Purpose::Read).map_err(AppError::broken)?;
        let mut feed = ChangeFeed::start(&mut conn)?;
        let (db, apply) = (self.clone(), Arc::new(apply));
        Ok(tokio::spawn(async move {
            loop {
                let _ = tokio::time::timeout(db.poll_interval(), db.committed()).await;
                tokio::time::sleep(GATHERING).await;
                let (apply, url) = (Arc::clone(&apply), db.url().clone());
                let step = tokio::task::spawn_blocking(move || {
                    if let Err(error) = feed.deliver(&mut conn, &*apply) {
                        tracing::warn!(%error, "the changes could not be read, and will be tried again");
                        if let Ok(fresh) = super::open(&url, super::Purpose::Read) {
                            conn = fresh;
                            feed.on_another_connection();
                        }
                    }
                    (feed, conn)
                });
                // A panic in the driver: without the feed nothing is known, so the process must not go on as if it were.
                let Ok(returned) = step.await else {
                    tracing::error!("changes are no longer followed");
                    return;
                };
                (feed, conn) = returned;
            }
        }))
    }
}
