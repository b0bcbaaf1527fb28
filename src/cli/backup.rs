//! `virtual-college backup`: one snapshot of the database and what belongs to it, in one file, while the server goes on.

use std::path::PathBuf;

use clap::Args;

use super::archive::{self, Manifest, pack, parent, workshop};
use super::place::{connect, must_be_current};
use super::{Failure, Place};
use crate::clock::{Clock, Timestamp};
use crate::db::transfer::{self, Counts};
use crate::db::{DatabaseUrl, Snapshot};
use crate::keys;

const EXAMPLES: &str = "\
Examples:
  virtual-college backup --data-dir /srv/college
  virtual-college backup --data-dir /srv/college --to /backups/tuesday.zip

The file holds the database, master.key and college.toml: whoever has it has everything. Keep it as you keep the college.
A college on PostgreSQL needs pg_dump of the server's version.
";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Backup {
    /// File to write, or a directory to write into; it must not be there yet. Left out: college-<time>.zip here.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

pub fn run(place: &Place, backup: &Backup) -> Result<(), Failure> {
    let config = place.config()?;
    let url = &config.database_url;
    let mut conn = connect(url)?;
    must_be_current(&mut conn, url)?;
    let now = Clock::System.now();
    // With a key that opens nothing it would be no backup, and nobody would notice before it is needed.
    keys::find_master_key(&mut Snapshot::new(&mut conn, now), &config.data_dir, config.accounts.master_key.as_ref())?;
    drop(conn);
    let to = target(backup, now);
    if to.exists() {
        return Err(Failure::say(format!("{} is there already. Name another file with --to.", to.display())));
    }
    let workshop = workshop(parent(&to))?;
    let name = database_part(url);
    let database = workshop.path().join(name);
    let saved =
        transfer::save(url, &database).map_err(|error| Failure::new(&format!("saving {url}"), Failure::from(error)))?;
    let mut parts = vec![(name, database)];
    let master_key = config.data_dir.join(archive::MASTER_KEY);
    let has_key = config.accounts.master_key.is_none() && master_key.exists();
    if has_key {
        parts.push((archive::MASTER_KEY, master_key));
    }
    parts.extend(place.config_file().map(|file| (archive::CONFIG, file)));
    let manifest = Manifest::new(now, transfer::engine(url), saved.migrations, saved.counts);
    let manifest = pack(&to, manifest, &parts)?;
    println!("{} holds the college of {url} as it was at {now}:", to.display());
    print_counts(&manifest.rows);
    warn_of_the_key(has_key);
    Ok(())
}

fn warn_of_the_key(has_key: bool) {
    if has_key {
        println!("It holds the master key too: whoever has this file can open every secret of the college.");
    } else {
        println!(
            "It holds no master key: keep the one of your configuration (accounts.master_key) elsewhere, and well."
        );
    }
}

fn target(backup: &Backup, now: Timestamp) -> PathBuf {
    let compact: String = now.to_string().chars().take_while(|c| *c != '.').filter(|c| !"-:Z".contains(*c)).collect();
    let usual = PathBuf::from(format!("college-{compact}Z.zip"));
    match &backup.to {
        Some(directory) if directory.is_dir() => directory.join(usual),
        Some(file) => file.clone(),
        None => usual,
    }
}

/// What the database is called in an archive.
pub const fn database_part(url: &DatabaseUrl) -> &'static str {
    match url {
        DatabaseUrl::Sqlite(_) => archive::SQLITE,
        DatabaseUrl::Postgres(_) => archive::POSTGRES,
    }
}

/// Tables with rows, one a line.
pub fn print_counts(counts: &Counts) {
    for (table, rows) in counts.iter().filter(|(_, rows)| **rows > 0) {
        println!("  {table:<26} {rows:>10}");
    }
}
