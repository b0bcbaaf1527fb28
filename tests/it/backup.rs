//! A college saved and put back, by the real program.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use diesel::connection::SimpleConnection as _;
use tempfile::TempDir;
use virtual_college::db::transfer::{self, Counts};
use virtual_college::db::{DatabaseUrl, Purpose, open};

use crate::support::{Ran, Served, TestDatabase, college_at, empty_database, introduction, run};

/// A college with Parties, a course and somebody in it, and what belongs to it in its data directory.
struct Home {
    directory: TempDir,
    database: TestDatabase,
}

impl Home {
    fn furnished() -> Self {
        let directory = TempDir::new().expect("a directory");
        let database = TestDatabase::of_today(directory.path());
        let home = Self { directory, database };
        home.run(&["course", "publish", &introduction().display().to_string()]).assert_code(0);
        home.run(&["user", "create", "--email", "ana@example.org", "--name", "Ana"]).assert_code(0);
        std::fs::write(home.path("master.key"), "A".repeat(43)).expect("write");
        std::fs::write(home.path("college.toml"), "[mail]\nfrom_name = \"Our College\"\n").expect("write");
        home
    }

    /// A directory and a database without anything in them.
    fn empty() -> Self {
        let directory = TempDir::new().expect("a directory");
        let database = empty_database(directory.path());
        Self { directory, database }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run(college_at(self.directory.path(), &self.database.url, arguments))
    }

    fn backup(&self, to: &Path) -> Ran {
        self.run(&["backup", "--to", &to.display().to_string()])
    }

    fn restore(&self, from: &Path, more: &[&str]) -> Ran {
        let from = from.display().to_string();
        self.run(&[&["restore", &from], more].concat())
    }

    fn counts(&self) -> Counts {
        let mut conn = open(&self.database.url, Purpose::Read).expect("open");
        transfer::counts(&mut conn).expect("count")
    }
}

#[test]
fn a_college_is_put_back_as_it_was_saved() {
    let (home, other, shelf) = (Home::furnished(), Home::empty(), TempDir::new().expect("a directory"));
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0).assert_says("people").assert_says("master key");
    assert_eq!(std::fs::metadata(&file).expect("the backup").permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(shelf.path()).expect("the shelf").count(), 1, "nothing else is left there");
    home.backup(&file).assert_code(1).assert_says("is there already");

    other.restore(&file, &[]).assert_code(0).assert_says("accounts");
    assert_eq!(other.counts(), home.counts());
    for name in ["master.key", "college.toml"] {
        assert_eq!(std::fs::read(other.path(name)).ok(), std::fs::read(home.path(name)).ok(), "{name}");
    }
    let served = Served::start(college_at(other.directory.path(), &other.database.url, &["--config", "/dev/null"]));
    drop(served);
}

#[test]
fn what_was_written_after_the_backup_is_replaced_by_force_alone() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    let before = home.counts();
    home.run(&["user", "create", "--email", "bao@example.org", "--name", "Bao"]).assert_code(0);
    let after = home.counts();
    assert_ne!(after, before);
    home.restore(&file, &[]).assert_code(1).assert_says("--force");
    assert_eq!(home.counts(), after, "a refusal changes nothing");
    home.restore(&file, &["--force"]).assert_code(0);
    assert_eq!(home.counts(), before);
    let (again, other) = (shelf.path().join("again.zip"), Home::empty());
    home.backup(&again).assert_code(0);
    other.restore(&again, &[]).assert_code(0);
    assert_eq!(other.counts(), before);
}

#[test]
fn nothing_that_a_restore_set_aside_is_taken_away_by_the_next() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    home.run(&["user", "create", "--email", "bao@example.org", "--name", "Bao"]).assert_code(0);
    for _ in 0..2 {
        home.restore(&file, &["--force"]).assert_code(0);
    }
    let aside = match &home.database.url {
        DatabaseUrl::Postgres(_) => {
            transfer::set_aside(&mut open(&home.database.url, Purpose::Read).expect("open")).expect("ask")
        }
        DatabaseUrl::Sqlite(path) => {
            let files = std::fs::read_dir(home.directory.path()).expect("the directory");
            let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
            let beginning = format!("{}.before-restore-", path.file_name().expect("a name").to_string_lossy());
            names.filter(|name| name.starts_with(&beginning)).collect()
        }
    };
    assert_eq!(aside.len(), 2, "{aside:?}");
}

#[test]
fn an_interrupted_restore_is_not_repeated_over_the_college_that_it_set_aside() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    if matches!(home.database.url, DatabaseUrl::Sqlite(_)) {
        return;
    }
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    let before = home.counts();
    let execute = |statements: &str| {
        open(&home.database.url, Purpose::Maintain).expect("open").batch_execute(statements).expect("execute");
    };
    execute("ALTER SCHEMA public RENAME TO before_restore_20270302; CREATE SCHEMA public");
    for more in [&[][..], &["--force"]] {
        let refused = home.restore(&file, more);
        refused.assert_code(1).assert_says("DROP SCHEMA before_restore_20270302 CASCADE");
        refused.assert_says(&transfer::bring_back("before_restore_20270302"));
    }
    execute(&transfer::bring_back("before_restore_20270302"));
    assert_eq!(home.counts(), before);
    home.restore(&file, &["--force"]).assert_code(0);
}

#[test]
fn what_cannot_be_read_is_not_taken_for_an_empty_place() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    let DatabaseUrl::Sqlite(path) = &home.database.url else { return };
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    let damaged = b"this was a college once, and somebody wants it back ".repeat(100);
    std::fs::write(path, &damaged).expect("write");
    home.run(&["doctor"]).assert_code(1).assert_says("file is not a database");
    home.restore(&file, &[]).assert_code(1).assert_says("file is not a database");
    assert_eq!(std::fs::read(path).expect("read"), damaged);
}

#[test]
fn an_older_schema_takes_the_place_of_a_newer_one() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    let mut conn = open(&home.database.url, Purpose::Write).expect("open");
    let newer = "CREATE TABLE tomorrow (id INTEGER); \
                 INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000001')";
    conn.batch_execute(newer).expect("a migration of the future");
    drop(conn);
    home.run(&["doctor"]).assert_code(1).assert_says("newer than this program");
    home.run(&["backup"]).assert_code(1).assert_says("newer than this program");
    home.restore(&file, &["--force"]).assert_code(0);
    home.run(&["doctor"]).assert_code(0).assert_says("schema: up to date");
    let mut conn = open(&home.database.url, Purpose::Write).expect("open");
    conn.batch_execute("CREATE TABLE tomorrow (id INTEGER)").expect("nothing of the future is left");
}

#[test]
fn a_dump_that_does_not_keep_its_promise_leaves_everything_as_it_was() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    let (file, bad) = (shelf.path().join("college.zip"), shelf.path().join("bad.zip"));
    home.backup(&file).assert_code(0);
    rewrite_archive(&file, &bad, &|name, bytes| match name {
        "manifest.json" => String::from_utf8_lossy(&bytes).replace("\"people\": 1", "\"people\": 2").into_bytes(),
        _ => bytes,
    });
    home.run(&["user", "create", "--email", "bao@example.org", "--name", "Bao"]).assert_code(0);
    let before = home.counts();
    home.restore(&bad, &["--force"]).assert_code(1).assert_says("the manifest promises 2");
    assert_eq!(home.counts(), before);
}

#[test]
fn a_damaged_or_foreign_archive_changes_nothing() {
    let (home, other, shelf) = (Home::furnished(), Home::empty(), TempDir::new().expect("a directory"));
    let (file, bad) = (shelf.path().join("college.zip"), shelf.path().join("bad.zip"));
    home.backup(&file).assert_code(0);
    let damages: [(&str, &Change); 3] = [
        ("is not what the manifest says", &|name, bytes| match name {
            "master.key" => b"another key\n".to_vec(),
            _ => bytes,
        }),
        ("is no backup of a college", &|name, bytes| match name {
            "manifest.json" => String::from_utf8_lossy(&bytes).replace("master.key", "../evil").into_bytes(),
            _ => bytes,
        }),
        ("newer than this one", &|name, bytes| match name {
            "manifest.json" => String::from_utf8_lossy(&bytes).replace("20261123000001", "20991231000001").into_bytes(),
            _ => bytes,
        }),
    ];
    for (words, damage) in damages {
        rewrite_archive(&file, &bad, damage);
        other.restore(&bad, &[]).assert_code(1).assert_says(words);
    }
    let whole = std::fs::read(&file).expect("the backup");
    std::fs::write(&bad, &whole[..whole.len() / 2]).expect("write");
    other.restore(&bad, &[]).assert_code(1).assert_says("is no backup of a college");
    assert!(!other.path("master.key").exists() && !other.path("college.toml").exists());
    assert!(!matches!(&other.database.url, DatabaseUrl::Sqlite(path) if path.exists()));
    let left: Vec<_> = std::fs::read_dir(other.directory.path()).expect("the directory").collect();
    assert!(left.is_empty(), "{left:?}");
    rewrite_archive(&file, &bad, damages[0].1);
    let new = shelf.path().join("new");
    run(college_at(&new, &other.database.url, &["restore", bad.to_str().expect("UTF-8")])).assert_code(1);
    assert!(!new.exists(), "no directory is left for what was not restored");
}

/// From a part's name and bytes to other bytes.
type Change = dyn Fn(&str, Vec<u8>) -> Vec<u8>;

fn rewrite_archive(from: &Path, to: &Path, change: &Change) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(from).expect("open")).expect("an archive");
    let mut copy = zip::ZipWriter::new(std::fs::File::create(to).expect("create"));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let (name, mut bytes) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut bytes).expect("read");
        copy.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("write");
        copy.write_all(&change(&name, bytes)).expect("write");
    }
    copy.finish().expect("finish");
}

#[test]
fn a_backup_is_whole_while_a_server_runs_and_nothing_is_restored_under_it() {
    let (home, shelf) = (Home::furnished(), TempDir::new().expect("a directory"));
    std::fs::remove_file(home.path("master.key")).expect("the server makes its own");
    let file = shelf.path().join("college.zip");
    let mut served = Served::start(college_at(home.directory.path(), &home.database.url, &[]));
    home.backup(&file).assert_code(0);
    let refused = home.restore(&file, &["--force"]);
    refused.assert_code(1).assert_says(match home.database.url {
        DatabaseUrl::Sqlite(_) => "If a server or another command has it open, stop it",
        DatabaseUrl::Postgres(_) => "Stop the servers and commands that use it",
    });
    assert!(served.get("/readyz").starts_with("HTTP/1.1 200"));
    served.signal("TERM");
    assert_eq!(served.wait(), Some(0));
    home.restore(&file, &["--force"]).assert_code(0);
}

#[test]
fn a_restored_configuration_does_not_lead_to_the_database_of_others() {
    let (home, other, shelf) =
        (Home::furnished(), TempDir::new().expect("a directory"), TempDir::new().expect("a directory"));
    if matches!(home.database.url, DatabaseUrl::Postgres(_)) {
        return;
    }
    let named = format!("[database]\nurl = \"{}\"\n", home.database.url);
    std::fs::write(home.path("college.toml"), named).expect("write");
    let file = shelf.path().join("college.zip");
    home.backup(&file).assert_code(0);
    let restore = |more: &[&str]| {
        let (file, data) = (file.display().to_string(), other.path().display().to_string());
        let arguments = [&["restore", &file, "--data-dir", &data], more].concat();
        run(crate::support::college(&arguments))
    };
    restore(&[]).assert_code(1).assert_says("--without-config");
    restore(&["--without-config"]).assert_code(0);
    assert!(other.path().join("college.db").exists() && !other.path().join("college.toml").exists());
}
