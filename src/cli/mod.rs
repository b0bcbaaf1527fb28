//! The command line: one file per subcommand. What is printed here is for the person at the terminal.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

mod demo;
mod migrate;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::Config;
use crate::error::AppError;

const EXAMPLES: &str = "\
Examples:
  virtual-college                                   serve, with everything in ./data
  virtual-college serve --listen 127.0.0.1:0        serve on any free port and print it
  DATABASE_URL=postgres://college@db/college virtual-college serve
";

/// A learning-management backend: multilingual courses, enrolments, progress and certificates.
#[derive(Debug, Parser)]
#[command(name = "virtual-college", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Where a college is.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Directory for what is not in the database, and for the database itself when it is SQLite.
    #[arg(long, global = true, default_value = "data", env = "COLLEGE_DATA_DIR", value_name = "DIR")]
    data_dir: PathBuf,
    /// Configuration file; left out, college.toml of the data directory when it exists.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve (the default): create the data directory, bring the schema up to date, load what ships, and listen.
    Serve(serve::Serve),
    /// Play the main job on a fresh college in a temporary directory and tell it step by step.
    Demo(demo::Demo),
    /// Bring the database's schema up to date, and say what was done.
    Migrate,
}

/// Parses the arguments and runs the command. The exit code is 0, or 1 with the reason on standard error.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let place = arguments.place;
    match arguments.command.unwrap_or_else(|| Command::Serve(serve::Serve::default())) {
        Command::Serve(serve) => serve::run(&place, &serve),
        Command::Demo(demo) => demo::run(&demo),
        Command::Migrate => migrate::run(&place),
    }
}

/// Why a command did not do what it was asked for, in words for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// What was tried, and what went wrong.
    pub fn new(tried: &str, wrong: impl std::fmt::Display) -> Self {
        Self(format!("{tried}: {wrong}"))
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self(error.to_string())
    }
}

impl Place {
    /// What is in force here.
    ///
    /// # Errors
    /// Every mistake of the configuration, one a line.
    pub fn config(&self) -> Result<Config, Failure> {
        Config::load(&self.data_dir, self.config.as_deref()).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(|mistake| format!("  {mistake}")).collect();
            Failure(format!("The configuration has {} mistake(s):\n{}", lines.len(), lines.join("\n")))
        })
    }
}
