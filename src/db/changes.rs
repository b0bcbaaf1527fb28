//! Telling the caches: a write that others must see appends a row to `changes` in its transaction, and every process reads
//! the new rows on its own commit and by a poll. Within a second means this.

use std::collections::BTreeSet;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::changes;
use super::{Conn, Db, Tx};
use crate::clock::Timestamp;
use crate::error::AppError;

/// What changed: `kind` is a domain's word (`course`, `session`), `key` the thing's id or slug.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
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

/// On PostgreSQL a row may commit after one with a higher number, so each poll looks this far back again.
const LOOK_BACK: i64 = 512;

/// Reads the changes as they come.
pub struct ChangeFeed {
    highest: i64,
    seen: BTreeSet<i64>,
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
        let highest = changes::table.select(diesel::dsl::max(changes::seq)).first::<Option<i64>>(conn)?.unwrap_or(0);
        let seen = changes::table
            .filter(changes::seq.gt(highest - LOOK_BACK))
            .select(changes::seq)
            .load::<i64>(conn)?
            .into_iter()
            .collect();
        Ok(Self { highest, seen, sqlite_version: None })
    }

    /// The changes since the last call, oldest first. On SQLite it costs one pragma when nobody else wrote.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn next(&mut self, conn: &mut Conn) -> QueryResult<Vec<Change>> {
        if self.nothing_was_written(conn)? {
            return Ok(Vec::new());
        }
        let rows: Vec<Change> = changes::table
            .filter(changes::seq.gt(self.highest - LOOK_BACK))
            .order(changes::seq)
            .select((changes::seq, changes::kind, changes::key))
            .load(conn)?;
        let new: Vec<Change> = rows.into_iter().filter(|row| self.seen.insert(row.seq)).collect();
        if let Some(last) = new.last() {
            self.highest = self.highest.max(last.seq);
        }
        let horizon = self.highest - LOOK_BACK;
        self.seen.retain(|seq| *seq > horizon);
        Ok(new)
    }

    /// `PRAGMA data_version` changes when another connection committed (<https://sqlite.org/pragma.html#pragma_data_version>).
    fn nothing_was_written(&mut self, conn: &mut Conn) -> QueryResult<bool> {
        let Conn::Sqlite(conn) = conn else { return Ok(false) };
        let version = diesel::sql_query("PRAGMA data_version").get_result::<DataVersion>(conn)?.data_version;
        Ok(self.sqlite_version.replace(version) == Some(version))
    }
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

    /// Follows the changes until the returned task is dropped, handing each to `apply`.
    ///
    /// # Errors
    /// When the database cannot be opened for it.
    pub fn follow(&self, apply: impl Fn(&Change) + Send + 'static) -> Result<tokio::task::JoinHandle<()>, AppError> {
        let mut conn = super::open(self.url(), super::Purpose::Read).map_err(AppError::broken)?;
        let mut feed = ChangeFeed::start(&mut conn)?;
        let db = self.clone();
        Ok(tokio::spawn(async move {
            loop {
                let _ = tokio::time::timeout(db.poll_interval(), db.committed()).await;
                let step = tokio::task::spawn_blocking(move || {
                    let news = feed.next(&mut conn);
                    (feed, conn, news)
                });
                let Ok((next_feed, next_conn, news)) = step.await else { return };
                (feed, conn) = (next_feed, next_conn);
                match news {
                    Ok(news) => news.iter().for_each(&apply),
                    Err(error) => {
                        tracing::warn!(%error, "could not read the changes of other processes");
                        if let Ok(fresh) = super::open(db.url(), super::Purpose::Read) {
                            conn = fresh;
                        }
                    }
                }
            }
        }))
    }
}
