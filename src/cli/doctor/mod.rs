//! `virtual-college doctor`: looks at everything that a college stands on and says what to do. It changes nothing, except when
//! it is told to mend.

mod database;
mod findings;
mod fonts;
mod home;
mod mail;
mod progress;
mod translations;

use clap::{ArgGroup, Args};

use super::place::{connect, must_be_current};
use super::{Failure, Place};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use findings::Findings;

const EXAMPLES: &str = "\
Examples:
  virtual-college doctor --data-dir /srv/college
  virtual-college doctor --offline
  virtual-college doctor --rebuild-progress             compare everybody's progress with what she did
  virtual-college doctor --rebuild-progress --repair    and mend what differs
  virtual-college doctor --recount-translations         compare what is kept of translations with a recount

Each line begins with ok, warning or problem. The exit code is 1 when there is a problem.
";

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(after_help = EXAMPLES, group(ArgGroup::new("compared").args(["rebuild_progress", "recount_translations"]).multiple(true)))]
pub struct Doctor {
    /// Do not speak to the mail server.
    #[arg(long)]
    offline: bool,
    /// Make everybody's progress from events and attempts again, and say where what is stored differs. The server may run.
    #[arg(long)]
    rebuild_progress: bool,
    /// Count translations and contributions again, and say where what is kept differs. The server may run.
    #[arg(long)]
    recount_translations: bool,
    /// Mend what differs.
    #[arg(long, requires = "compared")]
    repair: bool,
}

pub fn run(place: &Place, doctor: &Doctor) -> Result<(), Failure> {
    let config = place.config()?;
    match place.config_file() {
        Some(file) => println!("In force, from {} and the environment:", file.display()),
        None => println!("In force, from the environment and the defaults (there is no college.toml):"),
    }
    for (name, value) in config.describe() {
        println!("  {name:<30} {value}");
    }
    println!();
    let now = Clock::System.now();
    let mut findings = Findings::default();
    home::examine(&config, now, &mut findings);
    database::examine(&config, now, &mut findings);
    mail::examine(&config, doctor.offline, &mut findings);
    fonts::examine(&config, &mut findings);
    if doctor.rebuild_progress {
        progress::examine(&config, doctor.repair, &mut findings);
    }
    if doctor.recount_translations {
        translations::examine(&config, doctor.repair, &mut findings);
    }
    findings.verdict()
}

fn open(config: &Config) -> Result<Db, Failure> {
    let mut conn = connect(&config.database_url)?;
    must_be_current(&mut conn, &config.database_url)?;
    Ok(Db::open(&config.database_url, 1, Clock::System)?)
}
