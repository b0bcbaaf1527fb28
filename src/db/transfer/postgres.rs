//! PostgreSQL's own tools: `pg_dump` and `pg_restore`, which have to be installed beside the College.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use diesel::connection::{Connection as _, SimpleConnection as _};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Saved, counts};
use crate::db::{Conn, DatabaseUrl, Purpose, migrations, open};
use crate::error::AppError;
use crate::secret::Secret;

/// A program of the package `postgresql-client`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Dump,
    Restore,
}

impl Tool {
    const fn name(self) -> &'static str {
        match self {
            Self::Dump => "pg_dump",
            Self::Restore => "pg_restore",
        }
    }

    /// Whether it can be started, and which version it is.
    #[must_use]
    pub fn version(self) -> Option<String> {
        let output = Command::new(self.name()).arg("--version").output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn run<'a>(self, address: &Secret, arguments: impl IntoIterator<Item = &'a OsStr>) -> Result<(), AppError> {
        let (address, password) = without_password(address)?;
        let mut command = Command::new(self.name());
        command.arg(format!("--dbname={address}")).arg("--no-password").args(arguments).stdin(Stdio::null());
        if let Some(password) = password {
            // The list of processes shows arguments to everybody, and the environment to nobody else.
            command.env("PGPASSWORD", password);
        }
        let output = command.output().map_err(|error| self.not_started(&error))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(AppError::broken(format!("{} failed: {}", self.name(), said.trim())))
    }

    fn not_started(self, error: &std::io::Error) -> AppError {
        let name = self.name();
        AppError::broken(match error.kind() {
            ErrorKind::NotFound => format!(
                "{name} is not installed. Install PostgreSQL's client programs of the server's version (Debian: \
                 apt install postgresql-client), or let whoever runs the server make backups there"
            ),
            _ => format!("{name} cannot be started: {error}"),
        })
    }
}

fn without_password(address: &Secret) -> Result<(String, Option<String>), AppError> {
    let mut url =
        url::Url::parse(address.reveal()).map_err(|_| AppError::broken("the database's URL cannot be read"))?;
    let password = url.password().map(percent_decoded);
    url.set_password(None).map_err(|()| AppError::broken("the database's URL cannot be read"))?;
    Ok((url.to_string(), password))
}

fn percent_decoded(text: &str) -> String {
    // A form's value is percent-encoded just as the password of a URL is, except for the plus sign.
    let form = format!("p={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(form.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// The snapshot is held open and lent to `pg_dump`, so that the counts are those of the file.
pub(super) fn save(url: &DatabaseUrl, address: &Secret, file: &Path) -> Result<Saved, AppError> {
    let mut conn = open(url, Purpose::Export).map_err(AppError::broken)?;
    conn.transaction(|conn| {
        let snapshot = export_snapshot(conn)?;
        let saved = Saved { counts: counts(conn)?, migrations: migrations::applied(conn)? };
        let (snapshot, to) = (format!("--snapshot={snapshot}"), format!("--file={}", file.display()));
        let arguments = ["--format=custom", "--no-owner", "--no-privileges", NOT_WHAT_WAS_SET_ASIDE, &snapshot, &to];
        Tool::Dump.run(address, arguments.map(OsStr::new))?;
        Ok(saved)
    })
}

#[derive(QueryableByName)]
struct Exported {
    #[diesel(sql_type = Text)]
    snapshot: String,
}

fn export_snapshot(conn: &mut Conn) -> Result<String, AppError> {
    match conn {
        Conn::Postgres(conn) => {
            let exported: Exported = diesel::sql_query("SELECT pg_export_snapshot() AS snapshot").get_result(conn)?;
            Ok(exported.snapshot)
        }
        Conn::Sqlite(_) => Err(AppError::broken("only PostgreSQL lends snapshots")),
    }
}

/// Puts a dump in place of what is there, in one transaction. What was there is set aside, in a schema `before_restore_…` of
/// this name's ending: the dump may be of another version, whose tables are others.
///
/// # Errors
/// When `pg_restore` is missing or fails, or `accept` refuses what was restored; then everything is as it was.
pub fn restore<T, E: From<AppError>>(
    url: &DatabaseUrl,
    dump: &Path,
    ending: &str,
    accept: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let DatabaseUrl::Postgres(address) = url else {
        return Err(AppError::broken("only PostgreSQL restores dumps").into());
    };
    let aside = format!("{BEFORE_RESTORE}{ending}");
    let extension = move_extension(&aside, "public");
    batch(url, &format!("ALTER SCHEMA public RENAME TO {aside}; CREATE SCHEMA public; {extension}"))?;
    let options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"];
    let restored = Tool::Restore
        .run(address, options.map(OsStr::new).into_iter().chain([dump.as_os_str()]))
        .map_err(E::from)
        .and_then(|()| accept());
    if restored.is_err() {
        batch(url, &bring_back(&aside))?;
    }
    restored
}

const BEFORE_RESTORE: &str = "before_restore_";
const NOT_WHAT_WAS_SET_ASIDE: &str = "--exclude-schema=before_restore_*";

/// The statements that put the tables of a schema back in place of what is there.
#[must_use]
pub fn bring_back(aside: &str) -> String {
    let extension = move_extension("public", aside);
    format!("{extension}; DROP SCHEMA public CASCADE; ALTER SCHEMA {aside} RENAME TO public")
}

/// The index for searches needs `pg_trgm`, which is in a database once, and in the schema that it was made in: a dump expects it in
/// `public`, and what is set aside keeps using it.
fn move_extension(from: &str, to: &str) -> String {
    format!(
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm' AND extnamespace = to_regnamespace('{from}')) \
         THEN ALTER EXTENSION pg_trgm SET SCHEMA {to}; END IF; END $$"
    )
}

#[derive(QueryableByName)]
struct SetAside {
    #[diesel(sql_type = Text)]
    name: String,
}

/// The schemas with what restores set aside, the newest first; none on SQLite.
///
/// # Errors
/// When the database refuses.
pub fn set_aside(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let Conn::Postgres(conn) = conn else { return Ok(Vec::new()) };
    let query =
        "SELECT nspname::TEXT AS name FROM pg_namespace WHERE starts_with(nspname::TEXT, $1) ORDER BY nspname DESC";
    let found: Vec<SetAside> = diesel::sql_query(query).bind::<Text, _>(BEFORE_RESTORE).load(conn)?;
    Ok(found.into_iter().map(|schema| schema.name).collect())
}

fn batch(url: &DatabaseUrl, statements: &str) -> Result<(), AppError> {
    let mut conn = open(url, Purpose::Maintain).map_err(AppError::broken)?;
    Ok(conn.transaction(|conn| conn.batch_execute(statements))?)
}

#[derive(QueryableByName)]
struct Sessions {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How many others are connected to the same PostgreSQL database; 0 on SQLite.
///
/// # Errors
/// When the database refuses.
pub fn other_sessions(conn: &mut Conn) -> QueryResult<i64> {
    let Conn::Postgres(conn) = conn else { return Ok(0) };
    let query = "SELECT COUNT(*) AS number FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    diesel::sql_query(query).get_result::<Sessions>(conn).map(|sessions| sessions.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_another_way_than_the_address() {
        let address = Secret::new("postgres://college:a%2Fb+c%40@db.example:5433/college?sslmode=require");
        let (shown, password) = without_password(&address).expect("a URL");
        assert_eq!(shown, "postgres://college@db.example:5433/college?sslmode=require");
        assert_eq!(password.as_deref(), Some("a/b+c@"));
    }
}
