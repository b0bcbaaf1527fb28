//! `virtual-college db copy`: the same college on the other engine, or on another machine.

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::Failure;
use super::place::must_exist;
use crate::db::DatabaseUrl;
use crate::db::transfer::{self, Copied};

const EXAMPLES: &str = "\
Examples:
  virtual-college db copy --from sqlite:data/college.db --to postgres://college:secret@db/college
  virtual-college db copy --from postgres://college@db/college --to sqlite:/srv/college/college.db

Stop the server first: what is written during the copy stays behind. The data directory (master.key!) goes with the
college; only database.url changes.
";

#[derive(Debug, Subcommand)]
pub enum Db {
    /// Copy the whole college into an empty database of either engine, and compare both sides.
    #[command(after_help = EXAMPLES)]
    Copy(Copy),
}

#[derive(Debug, Args)]
pub struct Copy {
    /// The database to read: sqlite:<path> or postgres://…
    #[arg(long, value_name = "URL")]
    from: DatabaseUrl,
    /// The database to write: it must be empty, or not be there yet in the case of SQLite.
    #[arg(long, value_name = "URL")]
    to: DatabaseUrl,
}

pub fn run(command: &Db) -> Result<(), Failure> {
    let Db::Copy(copy) = command;
    if copy.from == copy.to {
        return Err(Failure::say("--from and --to are the same database. Name another one with --to."));
    }
    must_exist(&copy.from)?;
    let failed = |error| Failure::new(&format!("copying {} to {}", copy.from, copy.to), error);
    let bar = bar(transfer::total(&copy.from).map_err(failed)?);
    let report = transfer::copy(&copy.from, &copy.to, |table, rows| {
        bar.set_message(table);
        bar.inc(rows);
    });
    bar.finish_and_clear();
    print(&report.map_err(failed)?);
    println!("{} now holds what {} holds.", copy.to, copy.from);
    println!("Set database.url (DATABASE_URL) to it, and keep the data directory with its master.key.");
    Ok(())
}

fn bar(rows: u64) -> ProgressBar {
    let bar = ProgressBar::new(rows);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} rows  {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn print(report: &[Copied]) {
    println!("{:<26} {:>10} {:>10}  {:<16}  {:<16}", "table", "source", "target", "sum of source", "sum of target");
    for Copied { table, source, target } in report {
        println!("{table:<26} {:>10} {:>10}  {source}  {target}", source.rows, target.rows);
    }
}
