//! What tests stand on: a college of their own, clients that speak to it, and databases made from a template.

use std::io::Write as _;
use std::process::Command;

mod binary;
mod campus;
mod client;
mod course;
mod databases;
pub mod documented;
mod packages;
mod people;
pub mod pictures;
mod smtp;
mod verifiers;
pub mod world;

pub use binary::{Ran, Served, address, college, college_at, run};
pub use campus::{Campus, START, days, hours, minutes};
pub use client::{Answer, Client};
pub use course::{Course, CourseBuilder};
pub use databases::{TestDatabase, empty_database, latin_database};
pub use packages::{copy_of_the_introduction, introduction, rewrite};
pub use people::{PASSWORD, Person};
pub use smtp::SmtpServer;
pub use verifiers::{contexts, judged, python_says};

/// Says by name that a test, or part of one, did not run, and why. Written past the harness, which keeps what passing tests
/// print to itself.
pub fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "NOT RUN: {test}: {why}");
}

/// The Python that has what `tests/requirements.txt` names: `tests/run` makes it and says where it is.
pub fn python() -> Command {
    Command::new(std::env::var_os("COLLEGE_TEST_PYTHON").unwrap_or_else(|| "python3".into()))
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
