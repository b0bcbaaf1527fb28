//! `virtual-college job`: what becomes of the jobs that were given up.

use clap::Subcommand;

use super::{Failure, Place};
use crate::jobs;

const EXAMPLES: &str = "\
Examples:
  virtual-college job retry                             the cause is gone: do what was given up
  virtual-college job dismiss --data-dir /srv/college   nothing is to come of it: forget it

virtual-college doctor tells how many there are, and why the latest was given up.
";

#[derive(Debug, Subcommand)]
#[command(after_help = EXAMPLES)]
pub enum JobCommand {
    /// Try again whatever was given up.
    Retry,
    /// Forget whatever was given up.
    Dismiss,
}

pub fn run(place: &Place, command: &JobCommand) -> Result<(), Failure> {
    let (_, db) = place.open()?;
    match command {
        JobCommand::Retry => println!("{} job(s) will be tried again.", db.write_blocking(jobs::retry_failed)?),
        JobCommand::Dismiss => println!("{} job(s) were forgotten.", db.write_blocking(jobs::dismiss_failed)?),
    }
    Ok(())
}
