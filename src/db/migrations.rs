//! The schema's history: twin folders of the same names for both engines, embedded in the binary.
//!
//! Forward-only in production, expand then contract; no migration ever mails, issues or deletes.

use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DatabaseUrl, Purpose, open};
use crate::error::AppError;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// Any number: the advisory lock that lets one instance migrate while the others wait.
const POSTGRES_LOCK: i64 = 0x1C01_1E6E;

/// Brings the schema up to date and returns the names of the migrations that ran.
///
/// # Errors
/// When the database cannot be reached or a migration fails; a failed one leaves nothing of itself.
pub fn run(url: &DatabaseUrl) -> Result<Vec<String>, AppError> {
    if let DatabaseUrl::Sqlite(path) = url {
        create_private(path).map_err(|error| AppError::broken(format!("{}: {error}", path.display())))?;
    }
    let mut conn = open(url, Purpose::Maintain).map_err(AppError::broken)?;
    up(&mut conn)
}

/// SQLite would create a file that everybody on the machine may read. An empty one is an empty database.
fn create_private(path: &Path) -> std::io::Result<()> {
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// As [`run`], on an open connection.
///
/// # Errors
/// As [`run`].
pub fn up(conn: &mut Conn) -> Result<Vec<String>, AppError> {
    let ran = match conn {
        Conn::Sqlite(conn) => {
            // Rebuilding a table needs foreign keys off, which SQLite allows outside a transaction only.
            conn.batch_execute("PRAGMA foreign_keys = OFF")?;
            let ran = conn.run_pending_migrations(SQLITE).map(|ran| ran.iter().map(ToString::to_string).collect());
            conn.batch_execute("PRAGMA foreign_keys = ON")?;
            ran
        }
        Conn::Postgres(conn) => {
            conn.batch_execute(&format!("SELECT pg_advisory_lock({POSTGRES_LOCK})"))?;
            let ran = conn.run_pending_migrations(POSTGRES).map(|ran| ran.iter().map(ToString::to_string).collect());
            conn.batch_execute(&format!("SELECT pg_advisory_unlock({POSTGRES_LOCK})"))?;
            ran
        }
    };
    ran.map_err(AppError::broken)
}

/// Takes every migration back, the newest first. For tests of the `down` scripts; production only goes forward.
///
/// # Errors
/// When a `down` script fails.
pub fn down(conn: &mut Conn) -> Result<usize, AppError> {
    let reverted = match conn {
        Conn::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(|reverted| reverted.len()),
        Conn::Postgres(conn) => conn.revert_all_migrations(POSTGRES).map(|reverted| reverted.len()),
    };
    reverted.map_err(AppError::broken)
}

/// Whether migrations wait to be run.
///
/// # Errors
/// When the database cannot be read.
pub fn pending(conn: &mut Conn) -> Result<bool, AppError> {
    match conn {
        Conn::Sqlite(conn) => conn.has_pending_migration(SQLITE),
        Conn::Postgres(conn) => conn.has_pending_migration(POSTGRES),
    }
    .map_err(AppError::broken)
}

/// Where a database's schema stands, seen from this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// No migration ever ran.
    Absent,
    /// These wait to be run.
    Behind(Vec<String>),
    /// These ran and are unknown here: a newer program was at work.
    Ahead(Vec<String>),
}

/// Compares the database with what is embedded, without touching it.
///
/// # Errors
/// When the database, or this program's own migrations, cannot be read.
pub fn standing(conn: &mut Conn) -> Result<Standing, AppError> {
    if !has_history(conn)? {
        return Ok(Standing::Absent);
    }
    let applied = applied(conn)?;
    let known = known()?;
    let unknown: Vec<String> = applied.iter().filter(|name| !known.contains(name)).cloned().collect();
    let waiting: Vec<String> = known.into_iter().filter(|name| !applied.contains(name)).collect();
    Ok(match (unknown.is_empty(), waiting.is_empty()) {
        (true, true) => Standing::Current,
        (false, _) => Standing::Ahead(unknown),
        (true, false) if applied.is_empty() => Standing::Absent,
        (true, false) => Standing::Behind(waiting),
    })
}

/// The versions of the migrations that this program has, oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn known() -> Result<Vec<String>, AppError> {
    let migrations = MigrationSource::<Sqlite>::migrations(&SQLITE).map_err(AppError::broken)?;
    let mut versions: Vec<String> = migrations.iter().map(|migration| migration.name().version().to_string()).collect();
    versions.sort();
    debug_assert_eq!(MigrationSource::<Pg>::migrations(&POSTGRES).map(|twins| twins.len()).ok(), Some(versions.len()));
    Ok(versions)
}

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
    }
}

#[derive(QueryableByName)]
struct History {
    #[diesel(sql_type = Bool)]
    exists: bool,
}

const ASK_SQLITE: &str =
    "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '__diesel_schema_migrations') AS \"exists\"";
const ASK_POSTGRES: &str = "SELECT to_regclass('__diesel_schema_migrations') IS NOT NULL AS \"exists\"";

/// Whether migrations ever ran, asked so that a database which cannot be read is not taken for an empty one.
fn has_history(conn: &mut Conn) -> QueryResult<bool> {
    let history: History = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(ASK_SQLITE).get_result(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(ASK_POSTGRES).get_result(conn)?,
    };
    Ok(history.exists)
}

/// The versions of the migrations that a database has seen, oldest first. Diesel's own way to ask creates its table.
///
/// # Errors
/// When none ever ran.
pub fn applied(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let table = __diesel_schema_migrations::table;
    table.select(__diesel_schema_migrations::version).order(__diesel_schema_migrations::version).load(conn)
}
