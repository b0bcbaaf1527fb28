//! Processor time per request, of the real server against a bare handler that returns the same bytes. `benches/run` starts it;
//! `benches/README.md` tells what the figures mean.
//!
//! ```text
//! for each database: a college, filled over HTTP, and a bare handler with the bodies that the college answered
//!     for each operation: rounds of (bare, college), the median of each
//! ```

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement reads clocks and the environment, prints, and may fail loudly"
)]

mod college;
mod formatting;
mod measure;
mod operations;
mod report;
mod scale;
mod seed;
mod servers;
mod sign_offs;
mod wire;

use std::process::ExitCode;
use std::rc::Rc;

use tempfile::TempDir;
use tokio::task::LocalSet;

use college::College;
use measure::{Found, measure, median};
use operations::{Load, Operation};
use report::Row;
use servers::{Database, Server};
use wire::{Connection, Outcome};

const ROUNDS: usize = 3;

fn main() -> ExitCode {
    let asked = |word: &str| std::env::args().any(|argument| argument == word);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.map_err(|error| error.to_string()).and_then(|runtime| {
        let local = LocalSet::new();
        if asked("--formatting") {
            formatting::run()
        } else if asked("--scale") {
            local.block_on(&runtime, scale::run(databases()))
        } else if asked("--sign-offs") {
            local.block_on(&runtime, sign_offs::run(databases()))
        } else {
            local.block_on(&runtime, run()).map(|rows| rows.iter().all(|row| row.outcome.is_ok()))
        }
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    report::print_head();
    for database in databases() {
        rows.extend(measure_on(&database).await?);
    }
    report::write(&rows)?;
    Ok(rows)
}

fn databases() -> Vec<Database> {
    let url = std::env::var("BENCH_POSTGRES").ok();
    let process = std::env::var("BENCH_POSTGRES_PROCESS").ok().and_then(|id| id.trim().parse().ok());
    let postgres = url.zip(process).map(|(url, process)| Database::Postgres { url, process });
    [Some(Database::Sqlite), postgres].into_iter().flatten().collect()
}

/// The operations whose names contain the word given on the command line, or all.
fn wanted() -> Vec<Operation> {
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    Operation::ALL.into_iter().filter(|operation| operation.name().contains(&word)).collect()
}

async fn measure_on(database: &Database) -> Outcome<Vec<Row>> {
    let mut college = College::open(database).await?;
    let bodies = TempDir::new().map_err(|error| error.to_string())?;
    let mut prepared = Vec::new();
    for (number, operation) in wanted().into_iter().enumerate() {
        let name = number.to_string();
        let load = match operation.prepare(&mut college).await {
            Ok(load) => keep_body(&college, &load, &bodies, &name).await.map(|bare| (Rc::new(load), bare)),
            Err(error) => Err(error),
        };
        prepared.push((operation, load));
    }
    let bare = Server::bare(bodies.path())?;
    let mut rows = Vec::new();
    for (operation, load) in prepared {
        let outcome = match load {
            Ok((load, path)) => rounds(&college.server, &bare, &load, &path).await,
            Err(error) => Err(error),
        };
        let row = Row { operation, database: database.name(), outcome };
        report::print(&row);
        rows.push(row);
    }
    Ok(rows)
}

/// Keeps what the College answers as a file of the bare handler; the path to ask that for.
async fn keep_body(college: &College, load: &Load, bodies: &TempDir, name: &str) -> Outcome<String> {
    let answer = Connection::open(college.server.address).await?.ask(&load.request(0, None)).await?;
    if answer.status != load.status {
        return answer.json(load.status).map(|_| String::new());
    }
    if load.status == 304 {
        return Ok("/not-modified".into());
    }
    std::fs::write(bodies.path().join(name), &answer.body).map_err(|error| error.to_string())?;
    Ok(format!("/{name}"))
}

/// Taken in turns, so that whatever else the machine does meets both alike.
async fn rounds(college: &Server, bare: &Server, load: &Rc<Load>, path: &str) -> Outcome<(Found, Found)> {
    let (mut ours, mut limit) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        limit.push(measure(bare, load, Some(path)).await?);
        ours.push(measure(college, load, None).await?);
    }
    Ok((median(&ours), median(&limit)))
}
