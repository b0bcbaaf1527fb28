//! The command line: one file per subcommand. What is printed here is for the person at the terminal.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

mod archive;
mod backup;
mod bare;
mod course;
mod db_copy;
mod demo;
mod doctor;
mod job;
mod keys;
mod locale;
mod migrate;
mod pipe;
mod place;
mod restore;
mod serve;
mod user;
mod verify;

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::{AppError, Problem};
use crate::i18n::{Catalogues, I18n, Locale};
use place::Place;

const EXAMPLES: &str = "\
Examples:
  virtual-college                                   serve, with everything in ./data
  virtual-college --listen 127.0.0.1:0              serve on any free port and print it
  virtual-college doctor --data-dir /srv/college    look whether all is well
  DATABASE_URL=postgres://college@db/college virtual-college serve
";
const MIGRATE_EXAMPLES: &str = "\
Example:
  virtual-college migrate --data-dir /srv/college
";

/// A learning-management backend: multilingual courses, enrolments, progress and certificates.
#[derive(Debug, Parser)]
#[command(name = "virtual-college", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    /// As of “serve”, which is the default: address and port; port 0 takes any free one and prints it.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    #[command(subcommand)]
    command: Option<Command>,
}

impl Arguments {
    /// The command that is meant. What belongs to `serve` may stand before its name, or without it.
    fn command(&mut self) -> Result<Command, clap::Error> {
        match (self.command.take(), self.listen.take()) {
            (None, listen) => Ok(Command::Serve(serve::Serve { listen })),
            (Some(Command::Serve(serve)), listen) => {
                Ok(Command::Serve(serve::Serve { listen: serve.listen.or(listen) }))
            }
            (Some(command), None) => Ok(command),
            (Some(_), Some(_)) => Err(<Self as clap::CommandFactory>::command().error(
                clap::error::ErrorKind::ArgumentConflict,
                "--listen belongs to “serve”, and another command was given",
            )),
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve (the default): create the data directory, bring the schema up to date, load what ships, and listen.
    Serve(serve::Serve),
    /// Play the main job on a fresh college in a temporary directory and tell it step by step.
    Demo(demo::Demo),
    /// Bring the database's schema up to date, and say what was done.
    #[command(after_help = MIGRATE_EXAMPLES)]
    Migrate,
    /// Serve files from memory, as fast as the framework can: what benches/run measures against.
    #[command(hide = true)]
    Bare(bare::Bare),
    /// Look whether configuration, database, mail, fonts and clock are as they should be.
    Doctor(doctor::Doctor),
    /// Save the college into one file, while it is served.
    Backup(backup::Backup),
    /// Put a backup back.
    Restore(restore::Restore),
    /// Move the college to another database.
    #[command(subcommand)]
    Db(db_copy::Db),
    /// Check and publish courses.
    #[command(subcommand)]
    Course(course::Course),
    /// Check, export and import translations, and tell how far they are.
    #[command(subcommand)]
    Locale(locale::LocaleCommand),
    /// Tell offline whether a signed credential is genuine.
    Verify(verify::Verify),
    /// Make accounts and give roles.
    #[command(subcommand)]
    User(user::User),
    /// Show, turn and revoke the keys of the college.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Retry or dismiss the jobs that were given up.
    #[command(subcommand)]
    Job(job::JobCommand),
}

/// Parses the arguments and runs the command. The exit code is 0, or 1 with the reason on standard error, or 2 when the arguments
/// cannot be understood, or 141 when nobody reads any more what is printed.
#[must_use]
pub fn run() -> ExitCode {
    let mut arguments = Arguments::parse();
    let command = arguments.command().unwrap_or_else(|error| error.exit());
    match pipe::unless_nobody_reads(|| dispatch(&arguments.place, command)) {
        None => ExitCode::from(pipe::NOBODY_READS),
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(failure)) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve::run(place, &serve),
        Command::Demo(demo) => demo::run(&demo),
        Command::Migrate => migrate::run(place),
        Command::Bare(bare) => bare::run(&bare),
        Command::Doctor(doctor) => doctor::run(place, &doctor),
        Command::Backup(backup) => backup::run(place, &backup),
        Command::Restore(restore) => restore::run(place, &restore),
        Command::Db(db) => db_copy::run(&db),
        Command::Course(course) => course::run(place, &course),
        Command::Locale(locale) => locale::run(place, &locale),
        Command::Verify(verify) => verify::run(&verify),
        Command::User(user) => user::run(place, &user),
        Command::Keys(keys) => keys::run(place, &keys),
        Command::Job(job) => job::run(place, &job),
    }
}

/// A number of things: `1 mistake`, `2 mistakes`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
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

    /// A sentence or more.
    pub fn say(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused(problem) => Self(in_words(&problem)),
            AppError::Broken(cause) => Self(cause.to_string()),
        }
    }
}

/// A refusal as the API words it, in English.
fn in_words(problem: &Problem) -> String {
    let Ok(catalogues) = Catalogues::shipped() else { return problem.code.to_owned() };
    let words = I18n::new(catalogues, Locale::EN).localizer_for(&Locale::EN);
    if problem.fields.is_empty() {
        let title = words.plain(problem.code, &problem.args);
        let detail = words.plain_attribute(problem.code, "detail", &problem.args);
        return format!("{title}: {detail}");
    }
    let fields = problem.fields.iter().map(|field| {
        let name = field.pointer.trim_start_matches('/').replace('/', ".");
        format!("{name}: {}", words.plain(field.code, &field.args))
    });
    fields.collect::<Vec<_>>().join("\n")
}
