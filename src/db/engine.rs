//! What the engine says of itself, for whoever looks after the College.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::schema::changes;
use super::{Conn, migrations};
use crate::clock::Timestamp;
use crate::error::AppError;

/// An engine as it answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Its name and version.
    pub version: String,
    /// How it writes texts; every other than UTF-8 loses some.
    pub encoding: String,
    /// Which characters it takes for letters (`LC_CTYPE`), if it can be told.
    pub letters: Option<String>,
    /// Its clock, if it has one of its own.
    pub clock: Option<Timestamp>,
    /// When somebody last told the caches of a change.
    pub last_change: Option<Timestamp>,
    pub schema: migrations::Standing,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Text)]
    encoding: String,
    #[diesel(sql_type = Nullable<Text>)]
    letters: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    clock: Option<i64>,
}

const ASK_SQLITE: &str = "SELECT 'SQLite ' || sqlite_version() AS version, (SELECT encoding FROM pragma_encoding) AS encoding, NULL AS letters, NULL AS clock";
const ASK_POSTGRES: &str = "SELECT 'PostgreSQL ' || current_setting('server_version') AS version, \
     current_setting('server_encoding') AS encoding, \
     (SELECT datctype::TEXT FROM pg_database WHERE datname = current_database()) AS letters, \
     (EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT AS clock";

/// Asks the engine.
///
/// # Errors
/// When it does not answer.
pub fn examine(conn: &mut Conn) -> Result<Engine, AppError> {
    let answer: Answer = match conn {
        Conn::Sqlite(conn) => diesel::sql_query(ASK_SQLITE).get_result(conn)?,
        Conn::Postgres(conn) => diesel::sql_query(ASK_POSTGRES).get_result(conn)?,
    };
    let schema = migrations::standing(conn)?;
    let last_change = match schema {
        migrations::Standing::Current => changes::table.select(diesel::dsl::max(changes::at)).first(conn)?,
        _ => None,
    };
    let Answer { version, encoding, letters, clock } = answer;
    Ok(Engine { version, encoding, letters, clock: clock.map(Timestamp::from_micros), last_change, schema })
}
