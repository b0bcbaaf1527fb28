//! The twin migrations.

use std::collections::BTreeSet;

use tempfile::TempDir;
use virtual_college::db::{Purpose, migrations, open};

use crate::support::{empty_database, not_run};

fn names(engine: &str) -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    std::fs::read_dir(folder)
        .expect("migrations")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_engines_have_migrations_of_the_same_names() {
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn the_chain_goes_up_and_down_from_empty_and_up_again() {
    let directory = TempDir::new().expect("a directory");
    let database = empty_database(directory.path());
    let mut conn = open(&database.url, Purpose::Write).expect("open");
    let ran = migrations::up(&mut conn).expect("up");
    assert_eq!(ran.len(), names("sqlite").len());
    assert_eq!(migrations::down(&mut conn).expect("down"), ran.len());
    assert_eq!(migrations::up(&mut conn).expect("up again").len(), ran.len());
    assert!(!migrations::pending(&mut conn).expect("pending"));
}

/// Not a promise of ours, but a word to whoever runs `cargo test` with Rust alone.
#[test]
fn the_suite_says_which_engine_it_did_not_run_on() {
    if std::env::var_os("COLLEGE_TEST_DATABASE").is_none() {
        not_run("the suite on PostgreSQL", "COLLEGE_TEST_DATABASE is not set; tests/run starts a server of its own");
    }
}
