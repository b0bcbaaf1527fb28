//! `virtual-college restore`: everything is unpacked, compared and migrated apart; only then does it take its place.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;

use super::archive::{self, Archive, parent, workshop};
use super::backup::{database_part, print_counts};
use super::place::create_directory;
use super::{Failure, Place};
use crate::certificates;
use crate::clock::{Clock, Timestamp};
use crate::config::Config;
use crate::db::migrations::{self, Standing};
use crate::db::transfer::{self, Counts};
use crate::db::{self, Conn, DatabaseUrl, Purpose, Tx};

const EXAMPLES: &str = "\
Examples:
  virtual-college restore college-20270302T090000Z.zip --data-dir /srv/college
  virtual-college restore tuesday.zip --data-dir /srv/college --force

Stop the server first. With --force, the files that a restore replaces stay beside it, ending in .before-restore- and the
time; on PostgreSQL, the tables that it replaces stay in a schema before_restore_ and the time. Remove them when all is well.

What was done when the backup was made is not done again. What was under way is gone on with when the server starts: letters that
waited are sent, certificates that were owed are issued. What was issued after the backup is not known any more, and its numbers
are given to nobody else: those of new certificates begin 10,000 later.
";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Restore {
    /// A file that “virtual-college backup” made.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the college that is there.
    #[arg(long)]
    force: bool,
    /// Leave the backup's college.toml out, and keep the present configuration.
    #[arg(long)]
    without_config: bool,
}

pub fn run(place: &Place, restore: &Restore) -> Result<(), Failure> {
    let mut archive = Archive::open(&restore.file)?;
    let config = place.config()?;
    check_origin(&archive, &config.database_url)?;
    let is_new = !config.data_dir.exists();
    create_directory(&config.data_dir)?;
    let outcome = put_back(place, restore, &mut archive, &config);
    if outcome.is_err() && is_new {
        // Only if it is empty.
        let _ = std::fs::remove_dir(&config.data_dir);
    }
    outcome
}

fn put_back(place: &Place, restore: &Restore, archive: &mut Archive, config: &Config) -> Result<(), Failure> {
    let url = &config.database_url;
    let bench = workshop(&config.data_dir)?;
    let files = [archive::MASTER_KEY, archive::CONFIG]
        .into_iter()
        .filter(|name| !(restore.without_config && *name == archive::CONFIG));
    // Every restore has a name of its own, so that none takes away what another set aside.
    let ending = ending(Clock::System.now());
    let mut replaced = Vec::new();
    for name in files {
        if let Some(staged) = archive.unpack(name, bench.path())? {
            replaced.push(Replacement::new(staged, &config.data_dir.join(name), &ending));
        }
    }
    check_config(place, config, bench.path())?;
    if !restore.force {
        replaced.iter().try_for_each(Replacement::must_change_nothing)?;
        must_be_empty(url)?;
    }
    let counts = match url {
        DatabaseUrl::Sqlite(path) => restore_sqlite(archive, path, &ending, replaced)?,
        DatabaseUrl::Postgres(_) => restore_postgres(archive, url, bench.path(), &ending, &replaced)?,
    };
    println!("{url} holds the college again as it was at {}:", archive.manifest.created_at);
    print_counts(&counts);
    if !archive.manifest.has(archive::MASTER_KEY) {
        println!("The backup holds no master key: set accounts.master_key as it was, or nobody stays signed in.");
    }
    Ok(())
}

/// Digits and two letters: good for a file and for a schema.
fn ending(now: Timestamp) -> String {
    now.to_string().chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn check_origin(archive: &Archive, url: &DatabaseUrl) -> Result<(), Failure> {
    let manifest = &archive.manifest;
    let here = transfer::engine(url);
    if !manifest.has(database_part(url)) {
        return Err(Failure::say(format!(
            "The backup is of a college on {}, and {url} is on {here}. Restore it to {} (DATABASE_URL), then move it with \
             “virtual-college db copy”.",
            manifest.engine, manifest.engine
        )));
    }
    let known = migrations::known()?;
    if manifest.migrations.iter().any(|migration| !known.contains(migration)) {
        return Err(Failure::say(format!(
            "The backup was made by version {} of this program, which is newer than this one. Use that version.",
            manifest.program
        )));
    }
    Ok(())
}

/// A restored configuration must be right, and must not lead to another database than the one that is restored: it may be the
/// one that others work with.
fn check_config(place: &Place, present: &Config, bench: &Path) -> Result<(), Failure> {
    let staged = bench.join(archive::CONFIG);
    if !staged.exists() || place.config.is_some() {
        return Ok(());
    }
    let restored = place.config_from(Some(&staged))?;
    if restored.database_url == present.database_url {
        return Ok(());
    }
    Err(Failure::say(format!(
        "The backup's college.toml names the database {}, and the restore would fill {}. Choose one with DATABASE_URL, or leave \
         that college.toml out with --without-config.",
        restored.database_url, present.database_url
    )))
}

fn must_be_empty(url: &DatabaseUrl) -> Result<(), Failure> {
    let occupied = |what: &str| {
        Failure::say(format!(
            "{url} holds {what} already. Name another --data-dir or database, or replace it with --force."
        ))
    };
    if matches!(url, DatabaseUrl::Sqlite(path) if !path.exists()) {
        return Ok(());
    }
    let mut conn = db::open(url, Purpose::Read).map_err(|error| Failure::new(&format!("opening {url}"), error))?;
    match migrations::standing(&mut conn)? {
        Standing::Absent => Ok(()),
        Standing::Current if transfer::counts(&mut conn)?.values().all(|rows| *rows == 0) => Ok(()),
        _ => Err(occupied("a college")),
    }
}

/// A file of the data directory that is to take its place.
struct Replacement {
    staged: PathBuf,
    place: PathBuf,
    aside: PathBuf,
}

impl Replacement {
    fn new(staged: PathBuf, place: &Path, ending: &str) -> Self {
        let mut aside = OsString::from(place);
        aside.push(format!(".before-restore-{ending}"));
        Self { staged, place: place.to_owned(), aside: aside.into() }
    }

    fn must_change_nothing(&self) -> Result<(), Failure> {
        let same = || std::fs::read(&self.place).ok() == std::fs::read(&self.staged).ok();
        if !self.place.exists() || same() {
            return Ok(());
        }
        Err(Failure::say(format!(
            "{} is there already and differs from the backup's. Name another --data-dir, or replace it with --force.",
            self.place.display()
        )))
    }

    /// Sets aside what is there and puts the new file in its place.
    fn swap(&self) -> Result<(), Failure> {
        let failed = |error| Failure::new(&format!("replacing {}", self.place.display()), error);
        if self.place.exists() {
            std::fs::rename(&self.place, &self.aside).map_err(failed)?;
        }
        std::fs::rename(&self.staged, &self.place).map_err(failed)?;
        std::fs::File::open(parent(&self.place)).and_then(|folder| folder.sync_all()).map_err(failed)
    }
}

/// The database goes last: until it is there, there is no college that could be taken for a whole one.
fn restore_sqlite(
    archive: &mut Archive,
    path: &Path,
    ending: &str,
    mut replaced: Vec<Replacement>,
) -> Result<Counts, Failure> {
    let bench = workshop(parent(path))?;
    let missing = || Failure::say("The backup holds no database.");
    let staged = archive.unpack(archive::SQLITE, bench.path())?.ok_or_else(missing)?;
    let counts = make_ready(archive, &DatabaseUrl::Sqlite(staged.clone()))?;
    transfer::take_over(&staged)?;
    if path.exists() {
        transfer::take_over(path).map_err(|error| {
            Failure::say(format!(
                "{} cannot be replaced: {error}. If a server or another command has it open, stop it; if it is no sound \
                 database, move it away.",
                path.display()
            ))
        })?;
    }
    replaced.push(Replacement::new(staged, path, ending));
    replaced.iter().try_for_each(Replacement::swap)?;
    Ok(counts)
}

fn restore_postgres(
    archive: &mut Archive,
    url: &DatabaseUrl,
    bench: &Path,
    ending: &str,
    replaced: &[Replacement],
) -> Result<Counts, Failure> {
    let mut conn = db::open(url, Purpose::Read).map_err(|error| Failure::new(&format!("opening {url}"), error))?;
    must_not_be_interrupted(&mut conn, url)?;
    let others = transfer::other_sessions(&mut conn).map_err(|error| Failure::new("counting connections", error))?;
    drop(conn);
    if others > 0 {
        return Err(Failure::say(format!(
            "{others} other connection(s) to {url} are open. Stop the servers and commands that use it."
        )));
    }
    let missing = || Failure::say("The backup holds no database.");
    let dump = archive.unpack(archive::POSTGRES, bench)?.ok_or_else(missing)?;
    let counts = transfer::restore(url, &dump, ending, || make_ready(archive, url))?;
    replaced.iter().try_for_each(Replacement::swap)?;
    Ok(counts)
}

/// Another restore would be the second to set something aside, and the college in the first would look like its leavings.
fn must_not_be_interrupted(conn: &mut Conn, url: &DatabaseUrl) -> Result<(), Failure> {
    let aside = transfer::set_aside(conn).map_err(|error| Failure::new(&format!("reading {url}"), error))?;
    let Some(aside) = aside.first() else { return Ok(()) };
    if migrations::standing(conn)? != Standing::Absent {
        return Ok(());
    }
    Err(Failure::say(format!(
        "{url} holds no college, and the schema {aside} holds what a restore set aside before it was interrupted. Bring it back \
         with “{}”, or, if nobody wants it any more, remove it with “DROP SCHEMA {aside} CASCADE”; then restore again.",
        transfer::bring_back(aside)
    )))
}

/// Compares what was restored with the manifest, and brings its schema up to date.
fn make_ready(archive: &Archive, url: &DatabaseUrl) -> Result<Counts, Failure> {
    migrations::run(url)
        .map_err(|error| Failure::new("bringing the restored schema up to date", Failure::from(error)))?;
    let mut conn =
        db::open(url, Purpose::Maintain).map_err(|error| Failure::new("opening what was restored", error))?;
    let counts = transfer::counts(&mut conn)?;
    for (table, promised) in &archive.manifest.rows {
        let found = counts.get(table).copied().unwrap_or(0);
        if found != *promised {
            let wrong = format!("the table {table} has {found} rows and the manifest promises {promised}");
            return Err(Failure::new("comparing what was restored", wrong));
        }
    }
    certificates::leave_gap(&mut Tx::new(&mut conn, Clock::System.now()))
        .map_err(|error| Failure::new("leaving a gap in the numbers of certificates", error))?;
    Ok(counts)
}
