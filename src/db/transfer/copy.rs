//! From one database to another, whichever engines they are.

use diesel::connection::{Connection as _, SimpleConnection as _};

use super::rows::{self, Checksum, Row};
use super::tables::{Table, tables};
use crate::db::migrations::{self, Standing};
use crate::db::{Conn, DatabaseUrl, Purpose, open};
use crate::error::AppError;

const BATCH_ROWS: usize = 500;
const BATCH_BYTES: usize = 4 << 20;
/// SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535.
const BATCH_PARAMETERS: usize = 30_000;

/// What became of a table: the same on both sides when all is well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    pub table: &'static str,
    pub source: Checksum,
    pub target: Checksum,
}

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("{side} cannot be opened: {cause}")]
    Unreachable { side: String, cause: String },
    #[error("{0} holds no college: its schema was never made")]
    NoCollege(String),
    #[error(
        "the schema of {0} is not the one of this program: migrate it first, or use the program that it belongs to"
    )]
    OtherSchema(String),
    #[error("{target} is not empty: its table {table} has {rows} rows. Copy into an empty database")]
    NotEmpty { target: String, table: &'static str, rows: i64 },
    #[error(
        "table {} differs after the copy ({} rows and sum {} became {} rows and sum {}); nothing was kept",
        .0.table, .0.source.rows, .0.source, .0.target.rows, .0.target
    )]
    Differs(Copied),
    #[error("{0}; nothing was kept")]
    Database(#[from] AppError),
}

impl From<diesel::result::Error> for CopyError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Copies everything into an empty database, whose schema is made first, in one transaction: all of it or nothing. Each table
/// is read back and compared before the commit. `progress` hears of each batch: the table, and how many rows.
///
/// # Errors
/// Why nothing was copied.
pub fn copy(
    from: &DatabaseUrl,
    to: &DatabaseUrl,
    mut progress: impl FnMut(&'static str, u64),
) -> Result<Vec<Copied>, CopyError> {
    let mut source = reach(from, Purpose::Export)?;
    match migrations::standing(&mut source)? {
        Standing::Current => {}
        Standing::Absent => return Err(CopyError::NoCollege(from.to_string())),
        Standing::Behind(_) | Standing::Ahead(_) => return Err(CopyError::OtherSchema(from.to_string())),
    }
    migrations::run(to)?;
    let mut target = reach(to, Purpose::Maintain)?;
    source.transaction(|source| {
        target.transaction(|target| {
            let tables = tables();
            tables.iter().try_for_each(|table| must_be_empty(target, table, to))?;
            let copied = tables.iter().map(|table| copy_table(source, target, table, &mut progress));
            let copied = copied.collect::<Result<_, _>>()?;
            continue_counting(target)?;
            Ok(copied)
        })
    })
}

/// How many rows a copy will have to move.
///
/// # Errors
/// When the database cannot be read.
pub fn total(from: &DatabaseUrl) -> Result<u64, CopyError> {
    let mut conn = reach(from, Purpose::Export)?;
    if migrations::standing(&mut conn)? == Standing::Absent {
        return Err(CopyError::NoCollege(from.to_string()));
    }
    let counts = tables().iter().map(|table| table.count(&mut conn)).sum::<diesel::QueryResult<i64>>()?;
    Ok(u64::try_from(counts).unwrap_or(0))
}

fn reach(url: &DatabaseUrl, purpose: Purpose) -> Result<Conn, CopyError> {
    open(url, purpose).map_err(|error| CopyError::Unreachable { side: url.to_string(), cause: error.to_string() })
}

fn must_be_empty(target: &mut Conn, table: &Table, to: &DatabaseUrl) -> Result<(), CopyError> {
    match table.count(target)? {
        0 => Ok(()),
        rows => Err(CopyError::NotEmpty { target: to.to_string(), table: table.name, rows }),
    }
}

fn copy_table(
    source: &mut Conn,
    target: &mut Conn,
    table: &Table,
    progress: &mut impl FnMut(&'static str, u64),
) -> Result<Copied, CopyError> {
    let mut sum = Checksum::default();
    let mut batch = Batch::default();
    rows::each(source, table, |row| {
        sum.add(&row);
        batch.push(row);
        if batch.is_full(table) {
            progress(table.name, batch.rows.len() as u64);
            rows::insert(target, table, batch.take())?;
        }
        Ok(())
    })?;
    if !batch.rows.is_empty() {
        progress(table.name, batch.rows.len() as u64);
        rows::insert(target, table, batch.take())?;
    }
    let mut read_back = Checksum::default();
    rows::each(target, table, |row| {
        read_back.add(&row);
        Ok(())
    })?;
    let copied = Copied { table: table.name, source: sum, target: read_back };
    if sum == read_back { Ok(copied) } else { Err(CopyError::Differs(copied)) }
}

#[derive(Default)]
struct Batch {
    rows: Vec<Row>,
    bytes: usize,
}

impl Batch {
    fn push(&mut self, row: Row) {
        self.bytes += row.size();
        self.rows.push(row);
    }

    fn is_full(&self, table: &Table) -> bool {
        let rows = BATCH_ROWS.min(BATCH_PARAMETERS / table.columns.len().max(1));
        self.rows.len() >= rows || self.bytes >= BATCH_BYTES
    }

    fn take(&mut self) -> Vec<Row> {
        self.bytes = 0;
        std::mem::take(&mut self.rows)
    }
}

/// PostgreSQL does not learn from numbers that it was given where it goes on counting; SQLite does.
fn continue_counting(target: &mut Conn) -> Result<(), CopyError> {
    if let Conn::Postgres(conn) = target {
        conn.batch_execute(
            "SELECT setval(pg_get_serial_sequence('changes', 'seq'), MAX(seq)) FROM changes HAVING MAX(seq) IS NOT NULL",
        )?;
    }
    Ok(())
}
