//! What tests stand on: a college of their own, clients that speak to it, and databases made from a template.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

mod binary;
mod campus;
mod client;
mod course;
mod databases;
pub mod documented;
mod packages;
mod people;
mod smtp;
pub mod world;

pub use binary::{Ran, Served, address, college, college_at, run};
pub use campus::{Campus, START, days, hours, minutes};
pub use client::{Answer, Client};
pub use course::{Course, CourseBuilder};
pub use databases::{TestDatabase, empty_database, latin_database};
pub use packages::{copy_of_the_introduction, introduction, rewrite};
pub use people::{PASSWORD, Person};
pub use smtp::SmtpServer;

/// Says by name that a test, or part of one, did not run, and why. Written past the harness, which keeps what passing tests
/// print to itself.
pub fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "NOT RUN: {test}: {why}");
}

/// The Python that has what `tests/requirements.txt` names: `tests/run` makes it and says where it is.
pub fn python() -> Command {
    Command::new(std::env::var_os("COLLEGE_TEST_PYTHON").unwrap_or_else(|| "python3".into()))
}

/// Runs a script with the packages of `tests/package.json`, which `tests/run` installs and says where. None where they are not.
pub fn node(script: &str, input: &str) -> Option<Output> {
    let packages = PathBuf::from(std::env::var_os("COLLEGE_TEST_NODE")?);
    // A script finds the packages beside itself.
    let script_there = packages.join(Path::new(script).file_name()?);
    std::fs::copy(script, &script_there).ok()?;
    let mut child = Command::new("node").arg(script_there).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(input.as_bytes()).ok()?;
    child.wait_with_output().ok()
}

/// Waits until something holds that another process hears of, and fails after ten seconds.
pub async fn eventually(holds: impl AsyncFn() -> bool) {
    for _ in 0..100 {
        if holds().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it did not come true");
}
