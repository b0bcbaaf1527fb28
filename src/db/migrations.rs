//! The schema's history: twin folders of the same names for both engines, embedded in the binary.
//!
//! Forward-only in production, expand then contract; no migration ever mails, issues or deletes.

use diesel::connection::SimpleConnection as _;
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
    let mut conn = open(url, Purpose::Write).map_err(AppError::broken)?;
    up(&mut conn)
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
