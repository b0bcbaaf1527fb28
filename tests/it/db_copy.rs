//! A college moved from one database to another, and back.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Text;
use tempfile::TempDir;
use virtual_college::db::transfer::{self, Counts};
use virtual_college::db::{Conn, DatabaseUrl, Purpose, open};

use crate::support::{Ran, TestDatabase, address, college, college_at, empty_database, introduction, run};

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    attribute: String,
}

const SQLITE_COLUMNS: &str = "SELECT m.name AS relation, c.name AS attribute FROM sqlite_master m, pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '__diesel_schema_migrations' \
     AND m.name NOT LIKE 'searched_%'";
const POSTGRES_COLUMNS: &str = "SELECT table_name::TEXT AS relation, column_name::TEXT AS attribute \
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'";

#[test]
fn a_copy_knows_every_table_and_column_that_the_migrations_make() {
    let directory = TempDir::new().expect("a directory");
    let database = TestDatabase::open(directory.path());
    let mut conn = open(&database.url, Purpose::Read).expect("open");
    let rows: Vec<ColumnRow> = match &mut conn {
        Conn::Sqlite(conn) => diesel::sql_query(SQLITE_COLUMNS).load(conn).expect("ask"),
        Conn::Postgres(conn) => diesel::sql_query(POSTGRES_COLUMNS).load(conn).expect("ask"),
    };
    let mut made: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows {
        made.entry(row.relation).or_default().push(row.attribute);
    }
    for columns in made.values_mut() {
        columns.sort();
    }
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in transfer::tables() {
        let mut columns: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
        columns.sort();
        known.insert(table.name.to_owned(), columns);
    }
    assert_eq!(known, made, "src/db/transfer/tables.rs and src/db/schema follow the migrations");
}

fn copy(from: &DatabaseUrl, to: &DatabaseUrl) -> Ran {
    run(college(&["db", "copy", "--from", &address(from), "--to", &address(to)]))
}

fn counts(url: &DatabaseUrl) -> Counts {
    transfer::counts(&mut open(url, Purpose::Read).expect("open")).expect("count")
}

fn sqlite(directory: &TempDir, name: &str) -> DatabaseUrl {
    DatabaseUrl::Sqlite(directory.path().join(name))
}

/// Parties with their flags (truths), a course with its pictures (bytes), an account, roles and a letter (JSON).
fn furnish(directory: &TempDir, url: &DatabaseUrl) {
    let run = |arguments: &[&str]| {
        run(college_at(directory.path(), url, arguments)).assert_code(0);
    };
    run(&["course", "publish", &introduction().display().to_string()]);
    run(&["user", "create", "--email", "ana@example.org", "--name", "Ana Ňužina 𝒜", "--locale", "fr"]);
    run(&["user", "grant", "--email", "ana@example.org", "--role", "administrator", "--scope", "site"]);
}

#[test]
fn a_college_goes_to_the_engine_under_test_and_comes_back_the_same() {
    let directory = TempDir::new().expect("a directory");
    let home = TestDatabase::open(directory.path());
    furnish(&directory, &home.url);
    let (there, back) = (sqlite(&directory, "there.db"), empty_database(directory.path()));
    copy(&home.url, &there).assert_code(0).assert_says("parties").assert_says("now holds what");
    copy(&there, &back.url).assert_code(0);
    assert_eq!(counts(&there), counts(&home.url));
    assert_eq!(counts(&back.url), counts(&home.url));

    // Whoever writes next goes on counting where the college was.
    let grant = ["user", "grant", "--email", "ana@example.org", "--role", "focal-point", "--scope", "party:MG"];
    run(college_at(directory.path(), &back.url, &grant)).assert_code(0);
    run(college_at(directory.path(), &there, &grant)).assert_code(0);
    assert_eq!(counts(&there)["changes"], counts(&home.url)["changes"] + 1);
}

#[test]
fn nothing_is_copied_into_a_college_that_is_there_or_onto_itself() {
    let directory = TempDir::new().expect("a directory");
    let home = TestDatabase::open(directory.path());
    let other_directory = TempDir::new().expect("a directory");
    let other = TestDatabase::open(other_directory.path());
    let before = counts(&other.url);
    copy(&home.url, &other.url).assert_code(1).assert_says("is not empty");
    assert_eq!(counts(&other.url), before);
    copy(&home.url, &home.url).assert_code(1).assert_says("the same database");
    let empty = empty_database(directory.path());
    if let DatabaseUrl::Postgres(_) = &empty.url {
        copy(&empty.url, &sqlite(&directory, "new.db")).assert_code(1).assert_says("holds no college");
    }
}
