//! One connection type over both engines.
//!
//! Ordinary queries take `&mut Conn`. What the enum's common query language refuses (every form of `ON CONFLICT`, batch
//! inserts, unions) is written once inside [`on_backend!`](crate::on_backend), which checks the same text against each
//! engine. Only what truly differs has two arms, in a store.

/// The derive is unhygienic (a name such as `idx` beside it breaks it), so it lives alone.
mod any {
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        Sqlite(diesel::SqliteConnection),
        Postgres(diesel::PgConnection),
    }
}

pub use any::{Conn, MultiBackend};

use diesel::connection::{CacheSize, Connection as _, SimpleConnection as _};
use diesel::r2d2::{Error as PoolError, ManageConnection, R2D2Connection as _};
use diesel::result::{ConnectionError, ConnectionResult, QueryResult};

use super::{DatabaseUrl, Statements};

/// Runs a body with the concrete connection bound to a name; the body is type-checked once per engine.
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, |$concrete:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($concrete) => $body,
            $crate::db::Conn::Postgres($concrete) => $body,
        }
    };
}

/// What a connection is for. The engine holds it to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A request that reads.
    Read,
    /// A request that writes, or somebody at the command line who does what a request does.
    Write,
    /// To read everything, for as long as it takes.
    Export,
    /// To write for as long as it takes: migrations, copies, what is put back.
    Maintain,
}

impl Purpose {
    const fn is_to_read(self) -> bool {
        matches!(self, Self::Read | Self::Export)
    }

    const fn is_a_request(self) -> bool {
        matches!(self, Self::Read | Self::Write)
    }
}

/// Durable when answered: with `FULL` an acknowledged commit survives a loss of power (<https://sqlite.org/pragma.html#pragma_synchronous>).
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; \
     PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; \
     PRAGMA wal_autocheckpoint = 4000;";
const SQLITE_READ_ONLY: &str = "PRAGMA query_only = ON;";
/// It stays with the file, so that whoever only looks at a database leaves it alone.
const SQLITE_LOG: &str = "PRAGMA journal_mode = WAL;";
/// READ COMMITTED is what job claims want; they say so themselves. Everything else is serializable or a read-only snapshot.
const POSTGRES_WRITER: &str = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE; \
     SET client_min_messages = warning;";
const POSTGRES_READER: &str = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; \
     SET client_min_messages = warning;";
/// A request has one core: others wait for theirs.
const POSTGRES_LIMITS: &str = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'; \
     SET max_parallel_workers_per_gather = 0;";
/// A server may have limits of its own.
const POSTGRES_NO_LIMITS: &str =
    "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0;";

/// Opens a connection and sets it up for its purpose.
///
/// # Errors
/// When the database cannot be reached or refuses a setting.
pub fn open(url: &DatabaseUrl, purpose: Purpose) -> ConnectionResult<Conn> {
    let mut conn = match url {
        DatabaseUrl::Sqlite(path) => {
            let path = path.to_str().ok_or_else(|| ConnectionError::BadConnection("the path is not UTF-8".into()))?;
            Conn::Sqlite(diesel::SqliteConnection::establish(path)?)
        }
        DatabaseUrl::Postgres(url) => Conn::Postgres(diesel::PgConnection::establish(url.reveal())?),
    };
    set_up(&mut conn, purpose).map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

fn set_up(conn: &mut Conn, purpose: Purpose) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(conn) => {
            conn.batch_execute(SQLITE_SETTINGS)?;
            conn.set_prepared_statement_cache_size(CacheSize::Unbounded);
            conn.batch_execute(if purpose.is_to_read() { SQLITE_READ_ONLY } else { SQLITE_LOG })
        }
        Conn::Postgres(conn) => {
            conn.batch_execute(if purpose.is_to_read() { POSTGRES_READER } else { POSTGRES_WRITER })?;
            conn.batch_execute(if purpose.is_a_request() { POSTGRES_LIMITS } else { POSTGRES_NO_LIMITS })
        }
    }
}

/// Makes this transaction READ COMMITTED on PostgreSQL, for claims with `SKIP LOCKED`; must come before its first query.
///
/// # Errors
/// When the database refuses, as it does after a query.
pub fn read_committed(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(conn) => conn.batch_execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"),
    }
}

/// Makes pooled connections of one purpose.
#[derive(Debug)]
pub struct Manager {
    pub url: DatabaseUrl,
    pub purpose: Purpose,
    pub statements: Statements,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = PoolError;

    fn connect(&self) -> Result<Conn, PoolError> {
        let mut conn = open(&self.url, self.purpose).map_err(PoolError::ConnectionError)?;
        self.statements.count(&mut conn);
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), PoolError> {
        // Asking whether the connection lives is nobody's statement.
        Statements::default().count(conn);
        let alive = conn.batch_execute("SELECT 1").map_err(PoolError::QueryError);
        self.statements.count(conn);
        alive
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        conn.is_broken()
    }
}
