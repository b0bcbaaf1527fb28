//! Rows of any table: read as a stream, summed up, written in batches.

use std::fmt;

use diesel::connection::DefaultLoadingMode;
use diesel::deserialize::{self, FromSql, QueryableByName};
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::row::{Field as _, NamedRow};
use diesel::sql_types::{BigInt, Binary, Bool, Integer, Nullable, Text};
use diesel::sqlite::{Sqlite, SqliteType};
use sha2::{Digest, Sha256};

use super::tables::{Kind, Table};
use crate::db::Conn;
use crate::error::AppError;

/// One value, the same whichever engine it comes from: a truth is 0 or 1.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Null,
    Integer(i64),
    Text(String),
    Binary(Vec<u8>),
}

/// One row, in the order of [`Table::columns`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Vec<Cell>);

/// How many rows, and the sum of their hashes: the same whatever the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    pub rows: u64,
    lanes: [u64; 4],
}

impl Checksum {
    pub fn add(&mut self, row: &Row) {
        self.rows += 1;
        let digest = row.digest();
        for (lane, bytes) in self.lanes.iter_mut().zip(digest.as_chunks::<8>().0) {
            *lane = lane.wrapping_add(u64::from_be_bytes(*bytes));
        }
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, ..] = self.lanes;
        write!(out, "{first:016x}")
    }
}

impl Row {
    /// About how much it weighs in a batch.
    pub fn size(&self) -> usize {
        self.0.iter().map(|cell| cell.bytes().1.len() + size_of::<Cell>()).sum()
    }

    /// Each cell with its kind and its length before it, so that no two rows are written alike.
    fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for cell in &self.0 {
            let (tag, bytes) = cell.bytes();
            hash.update([tag]);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        hash.finalize().into()
    }
}

impl Cell {
    fn bytes(&self) -> (u8, std::borrow::Cow<'_, [u8]>) {
        match self {
            Self::Null => (0, [][..].into()),
            Self::Integer(number) => (1, number.to_be_bytes().to_vec().into()),
            Self::Text(text) => (2, text.as_bytes().into()),
            Self::Binary(bytes) => (3, bytes.into()),
        }
    }
}

impl QueryableByName<Sqlite> for Row {
    fn build<'a>(row: &impl NamedRow<'a, Sqlite>) -> deserialize::Result<Self> {
        let cells = (0..row.field_count()).map(|index| {
            let field = diesel::row::Row::get(row, index).ok_or("a row is shorter than it says")?;
            let Some(value) = field.value() else { return Ok(Cell::Null) };
            match value.value_type() {
                None => Ok(Cell::Null),
                Some(SqliteType::Long | SqliteType::Integer | SqliteType::SmallInt) => {
                    FromSql::<BigInt, Sqlite>::from_sql(value).map(Cell::Integer)
                }
                Some(SqliteType::Text) => FromSql::<Text, Sqlite>::from_sql(value).map(Cell::Text),
                Some(SqliteType::Binary) => FromSql::<Binary, Sqlite>::from_sql(value).map(Cell::Binary),
                Some(other) => Err(format!("a column holds {other:?}, which no table of ours has").into()),
            }
        });
        cells.collect::<deserialize::Result<_>>().map(Self)
    }
}

/// The type numbers of PostgreSQL that our tables use (its catalogue `pg_type`).
mod oid {
    pub const BOOL: u32 = 16;
    pub const BYTEA: u32 = 17;
    pub const INT8: u32 = 20;
    pub const INT4: u32 = 23;
    pub const TEXT: u32 = 25;
}

impl QueryableByName<Pg> for Row {
    fn build<'a>(row: &impl NamedRow<'a, Pg>) -> deserialize::Result<Self> {
        let cells = (0..row.field_count()).map(|index| {
            let field = diesel::row::Row::get(row, index).ok_or("a row is shorter than it says")?;
            let Some(value) = field.value() else { return Ok(Cell::Null) };
            match value.get_oid().get() {
                oid::BOOL => <bool as FromSql<Bool, Pg>>::from_sql(value).map(|truth| Cell::Integer(truth.into())),
                oid::INT4 => <i32 as FromSql<Integer, Pg>>::from_sql(value).map(|number| Cell::Integer(number.into())),
                oid::INT8 => FromSql::<BigInt, Pg>::from_sql(value).map(Cell::Integer),
                oid::TEXT => FromSql::<Text, Pg>::from_sql(value).map(Cell::Text),
                oid::BYTEA => FromSql::<Binary, Pg>::from_sql(value).map(Cell::Binary),
                other => Err(format!("a column has the type {other}, which no table of ours has").into()),
            }
        });
        cells.collect::<deserialize::Result<_>>().map(Self)
    }
}

/// Reads all rows of a table, one after the other, without keeping them.
///
/// # Errors
/// When the database or the visitor refuses.
pub fn each(
    conn: &mut Conn,
    table: &Table,
    mut visit: impl FnMut(Row) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let query = diesel::sql_query(format!("SELECT {} FROM \"{}\"", table.column_names(), table.name));
    match conn {
        Conn::Sqlite(conn) => {
            for row in query.load_iter::<Row, DefaultLoadingMode>(conn)? {
                visit(row?)?;
            }
        }
        Conn::Postgres(conn) => {
            for row in query.load_iter::<Row, PgRowByRowLoadingMode>(conn)? {
                visit(row?)?;
            }
        }
    }
    Ok(())
}

/// Writes rows in one statement, a column that counts by itself included.
///
/// # Errors
/// When the database refuses, or a number does not fit its column.
pub fn insert(conn: &mut Conn, table: &Table, rows: Vec<Row>) -> Result<(), AppError> {
    let statement = insert_statement(table, rows.len(), matches!(conn, Conn::Postgres(_)));
    macro_rules! bind_all {
        ($engine:ty) => {{
            let mut query = diesel::sql_query(statement).into_boxed::<$engine>();
            for row in rows {
                for (column, cell) in table.columns.iter().zip(row.0) {
                    query = match column.kind {
                        Kind::Bool => query.bind::<Nullable<Bool>, _>(cell.integer()?.map(|number| number != 0)),
                        Kind::Integer => {
                            let number = cell.integer()?.map(i32::try_from).transpose().map_err(AppError::broken)?;
                            query.bind::<Nullable<Integer>, _>(number)
                        }
                        Kind::BigInt => query.bind::<Nullable<BigInt>, _>(cell.integer()?),
                        Kind::Text => query.bind::<Nullable<Text>, _>(cell.text()?),
                        Kind::Binary => query.bind::<Nullable<Binary>, _>(cell.binary()?),
                    };
                }
            }
            query
        }};
    }
    match conn {
        Conn::Sqlite(conn) => bind_all!(Sqlite).execute(conn)?,
        Conn::Postgres(conn) => bind_all!(Pg).execute(conn)?,
    };
    Ok(())
}

impl Cell {
    fn integer(self) -> Result<Option<i64>, AppError> {
        match self {
            Self::Null => Ok(None),
            Self::Integer(number) => Ok(Some(number)),
            other => Err(other.misplaced("a number")),
        }
    }

    fn text(self) -> Result<Option<String>, AppError> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            other => Err(other.misplaced("a text")),
        }
    }

    fn binary(self) -> Result<Option<Vec<u8>>, AppError> {
        match self {
            Self::Null => Ok(None),
            Self::Binary(bytes) => Ok(Some(bytes)),
            other => Err(other.misplaced("bytes")),
        }
    }

    fn misplaced(&self, expected: &str) -> AppError {
        AppError::broken(format!("a column that should hold {expected} holds something else (kind {})", self.bytes().0))
    }
}

fn insert_statement(table: &Table, rows: usize, numbered: bool) -> String {
    let width = table.columns.len();
    let place = |row: usize, column: usize| {
        if numbered { format!("${}", row * width + column + 1) } else { "?".to_owned() }
    };
    let values: Vec<String> = (0..rows)
        .map(|row| format!("({})", (0..width).map(|column| place(row, column)).collect::<Vec<_>>().join(", ")))
        .collect();
    // Only PostgreSQL minds that a column counts by itself; SQLite takes what it is given.
    let overriding = if numbered { "OVERRIDING SYSTEM VALUE " } else { "" };
    let (name, columns) = (table.name, table.column_names());
    format!("INSERT INTO \"{name}\" ({columns}) {overriding}VALUES {}", values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(rows: &[Row]) -> Checksum {
        let mut sum = Checksum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn a_checksum_minds_every_cell_and_no_order() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let (ab, ba) = (Row(vec![text("a"), text("b")]), Row(vec![text("b"), text("a")]));
        assert_eq!(sum(&[ab.clone(), ba.clone()]), sum(&[ba.clone(), ab.clone()]));
        for (left, right) in [
            (vec![ab.clone()], vec![ba.clone()]),
            (vec![ab.clone(), ab.clone()], vec![ba.clone(), ba]),
            (vec![ab.clone()], vec![Row(vec![text("ab"), text("")])]),
            (vec![Row(vec![Cell::Null])], vec![Row(vec![text("")])]),
            (vec![Row(vec![text("a")])], vec![Row(vec![Cell::Binary(b"a".to_vec())])]),
            (vec![], vec![Row(vec![])]),
        ] {
            assert_ne!(sum(&left), sum(&right), "{left:?} {right:?}");
        }
    }
}
