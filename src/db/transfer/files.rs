//! A college in one file: SQLite's own, or the archive that `pg_dump` makes.

use std::path::Path;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::{Saved, counts, postgres};
use crate::db::{Conn, DatabaseUrl, Purpose, migrations, open};
use crate::error::AppError;

/// Saves one snapshot of the database into a file that is not there yet, while others read and write.
///
/// # Errors
/// When the database cannot be read or the file not be written; on PostgreSQL, when `pg_dump` is missing or fails.
pub fn save(url: &DatabaseUrl, file: &Path) -> Result<Saved, AppError> {
    match url {
        DatabaseUrl::Sqlite(_) => save_sqlite(url, file),
        DatabaseUrl::Postgres(address) => postgres::save(url, address, file),
    }
}

/// `VACUUM INTO` writes a consistent copy in one piece (<https://sqlite.org/lang_vacuum.html#vacuuminto>).
fn save_sqlite(url: &DatabaseUrl, file: &Path) -> Result<Saved, AppError> {
    let path = file.to_str().ok_or_else(|| AppError::broken("the path is not UTF-8"))?;
    let mut conn = open(url, Purpose::Maintain).map_err(AppError::broken)?;
    if let Conn::Sqlite(conn) = &mut conn {
        diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(path).execute(conn)?;
    }
    drop(conn);
    let copy = DatabaseUrl::Sqlite(file.to_owned());
    let mut conn = open(&copy, Purpose::Maintain).map_err(AppError::broken)?;
    let saved = Saved { counts: counts(&mut conn)?, migrations: migrations::applied(&mut conn)? };
    into_one_file(&mut conn)?;
    Ok(saved)
}

/// Writes what stands in SQLite's log into the database's own file. Nothing on PostgreSQL.
///
/// # Errors
/// When the database refuses.
pub fn checkpoint(url: &DatabaseUrl) -> Result<(), AppError> {
    let mut conn = open(url, Purpose::Maintain).map_err(AppError::broken)?;
    if let Conn::Sqlite(conn) = &mut conn {
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}

/// Makes sure that a SQLite file is sound and that nobody else has it open, and leaves it without a log beside it. On PostgreSQL
/// see [`other_sessions`](super::other_sessions).
///
/// # Errors
/// When the file is damaged or in use.
pub fn take_over(file: &Path) -> Result<(), AppError> {
    let mut conn = open(&DatabaseUrl::Sqlite(file.to_owned()), Purpose::Maintain).map_err(AppError::broken)?;
    if let Conn::Sqlite(conn) = &mut conn {
        let verdict: Verdict = diesel::sql_query("PRAGMA integrity_check(1)").get_result(conn)?;
        if verdict.integrity_check != "ok" {
            return Err(AppError::broken(format!("the database is damaged: {}", verdict.integrity_check)));
        }
    }
    into_one_file(&mut conn)
}

/// Only who is alone can leave the write-ahead log.
fn into_one_file(conn: &mut Conn) -> Result<(), AppError> {
    if let Conn::Sqlite(conn) = conn {
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Verdict {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}
