//! A whole college at once: copied to another database, counted, saved to a file and put back.
//!
//! Nothing here knows what the tables mean; they come from the schema. The server goes on while a college is copied or saved:
//! what is read is one snapshot.

mod copy;
mod files;
mod postgres;
mod rows;
mod tables;

pub use copy::{Copied, CopyError, copy, total};
pub use files::{checkpoint, save, take_over};
pub use postgres::{Tool, bring_back, other_sessions, restore, set_aside};
pub use rows::Checksum;
pub use tables::{Column, Kind, Table, tables};

use std::collections::BTreeMap;

use crate::db::{Conn, DatabaseUrl};
use crate::error::AppError;

/// How many rows each table has.
pub type Counts = BTreeMap<String, i64>;

/// What a save put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The rows in the file, counted in the snapshot that was saved.
    pub counts: Counts,
    /// The names of the migrations that its schema has seen.
    pub migrations: Vec<String>,
}

/// # Errors
/// When the database refuses.
pub fn counts(conn: &mut Conn) -> Result<Counts, AppError> {
    tables().iter().map(|table| Ok((table.name.to_owned(), table.count(conn)?))).collect()
}

/// A word for the engine, for a person or a manifest.
#[must_use]
pub const fn engine(url: &DatabaseUrl) -> &'static str {
    match url {
        DatabaseUrl::Sqlite(_) => "sqlite",
        DatabaseUrl::Postgres(_) => "postgresql",
    }
}
