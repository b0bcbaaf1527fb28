//! A database for each test: a copy of a template that is migrated and seeded once: Parties, languages and their messages.
//!
//! SQLite: a file. PostgreSQL (`COLLEGE_TEST_DATABASE=postgres://…/postgres`): a database cloned from a template database and
//! dropped afterwards; what a killed run left over is swept by the next.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use tempfile::TempDir;
use virtual_college::clock::Clock;
use virtual_college::db::{self, Conn, DatabaseUrl, Db, Purpose};
use virtual_college::{parties, translations};

/// A database that lasts as long as this value.
pub struct TestDatabase {
    pub url: DatabaseUrl,
    drop_from: Option<(DatabaseUrl, String)>,
}

impl TestDatabase {
    /// A college's database: schema, Parties, languages and their messages are there.
    pub fn open(directory: &Path) -> Self {
        match server() {
            None => {
                let path = directory.join("college.db");
                std::fs::copy(sqlite_template(), &path).expect("copy the template");
                Self { url: DatabaseUrl::Sqlite(path), drop_from: None }
            }
            Some(server) => {
                let (template, strategy) = postgres_template(server);
                Self::create(server, &format!("TEMPLATE {template}{strategy}"))
            }
        }
    }

    /// As [`open`](Self::open), made by the machine's clock: for programs that know no other.
    pub fn of_today(directory: &Path) -> Self {
        let database = empty_database(directory);
        furnish(&database.url, Clock::System);
        database
    }

    fn create(server: &DatabaseUrl, from: &str) -> Self {
        let name = fresh_name("test");
        run(server, &format!("CREATE DATABASE {name} {from}"));
        Self { url: beside(server, &name), drop_from: Some((server.clone(), name)) }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = self.drop_from.take() {
            drop_later(server, name);
        }
    }
}

/// Dropping takes as long as a short test, so that the next one begins meanwhile. What the last ones leave is swept by the next run.
fn drop_later(server: DatabaseUrl, name: String) {
    static DROPPER: OnceLock<Sender<(DatabaseUrl, String)>> = OnceLock::new();
    let dropper = DROPPER.get_or_init(|| {
        let (sender, waiting) = channel::<(DatabaseUrl, String)>();
        std::thread::spawn(move || {
            for (server, name) in waiting {
                run(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            }
        });
        sender
    });
    dropper.send((server, name)).expect("somebody to drop it");
}

/// A database without tables.
pub fn empty_database(directory: &Path) -> TestDatabase {
    match server() {
        None => TestDatabase { url: DatabaseUrl::Sqlite(directory.join("empty.db")), drop_from: None },
        Some(server) => {
            TestDatabase::create(server, "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'")
        }
    }
}

/// A database without tables that takes Latin letters alone for letters; there is none on SQLite.
pub fn latin_database() -> Option<TestDatabase> {
    let made = |server| TestDatabase::create(server, "TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'");
    server().map(made)
}

fn server() -> Option<&'static DatabaseUrl> {
    static SERVER: OnceLock<Option<DatabaseUrl>> = OnceLock::new();
    SERVER
        .get_or_init(|| {
            let text = std::env::var("COLLEGE_TEST_DATABASE").ok()?;
            Some(text.parse().expect("COLLEGE_TEST_DATABASE is a postgres:// URL"))
        })
        .as_ref()
}

fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = TEMPLATE.get_or_init(|| {
        let directory = TempDir::new().expect("a directory for the template");
        let path = directory.path().join("template.db");
        furnish(&DatabaseUrl::Sqlite(path.clone()), Clock::still_at(super::START));
        // Everything into the one file that is copied.
        run(&DatabaseUrl::Sqlite(path.clone()), "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
        (directory, path)
    });
    path
}

/// Its name, and how it is copied best: file by file, where the server (15 and later) would otherwise log each page.
fn postgres_template(server: &DatabaseUrl) -> &'static (String, &'static str) {
    static TEMPLATE: OnceLock<(String, &'static str)> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        sweep(server);
        let name = fresh_name("template");
        run(
            server,
            &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'"),
        );
        furnish(&beside(server, &name), Clock::still_at(super::START));
        (name, if version(server) >= 150_000 { " STRATEGY FILE_COPY" } else { "" })
    })
}

fn version(server: &DatabaseUrl) -> i32 {
    let mut conn = db::open(server, Purpose::Write).expect("reach the test server");
    let number = diesel::dsl::sql::<diesel::sql_types::Integer>("current_setting('server_version_num')::int");
    diesel::select(number).get_result(&mut conn).expect("its version")
}

fn furnish(url: &DatabaseUrl, clock: Clock) {
    let url = url.clone();
    // On a thread of its own: a test's thread drives a runtime and must not block on a write.
    let furnishing = std::thread::spawn(move || {
        db::migrations::run(&url).expect("migrate the template");
        let db = Db::open(&url, 1, clock).expect("open the template");
        db.write_blocking(parties::seed).expect("load the Parties");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(translations::seed(&db)).expect("take note of the messages");
    });
    furnishing.join().expect("furnish the template");
}

/// Names tell the process that made them, so that left-overs of dead processes can be told from the work of living ones.
fn fresh_name(kind: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("college_{kind}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn sweep(server: &DatabaseUrl) {
    diesel::table! { pg_database (datname) { datname -> Text, } }
    let mut conn = db::open(server, Purpose::Write).expect("reach the test server");
    let names: Vec<String> = pg_database::table
        .filter(pg_database::datname.like("college\\_%"))
        .select(pg_database::datname)
        .load(&mut conn)
        .expect("list databases");
    for name in names {
        let process = name.split('_').nth(2).unwrap_or("");
        if !Path::new("/proc").join(process).exists() {
            run(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn beside(server: &DatabaseUrl, name: &str) -> DatabaseUrl {
    let DatabaseUrl::Postgres(text) = server else { panic!("not a PostgreSQL server") };
    let mut url = url::Url::parse(text.reveal()).expect("a URL");
    url.set_path(name);
    url.as_str().parse().expect("a URL")
}

fn run(url: &DatabaseUrl, statement: &str) {
    let mut conn: Conn = db::open(url, Purpose::Write).expect("open the database");
    conn.batch_execute(statement).expect("run the statement");
}
