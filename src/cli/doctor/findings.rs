//! What the doctor found, printed as it is found.

use std::fmt::Display;

use crate::cli::{Failure, counted};

/// Counts what was printed.
#[derive(Debug, Default)]
pub struct Findings {
    warnings: usize,
    problems: usize,
}

impl Findings {
    #[expect(clippy::unused_self, reason = "all findings are told to the same one")]
    pub fn ok(&mut self, subject: &str, what: impl Display) {
        line("ok", subject, &what, None);
    }

    /// The college works, and something is not as it should be.
    pub fn warning(&mut self, subject: &str, what: impl Display, remedy: &str) {
        self.warnings += 1;
        line("warning", subject, &what, Some(remedy));
    }

    /// Something does not work.
    pub fn problem(&mut self, subject: &str, what: impl Display, remedy: &str) {
        self.problems += 1;
        line("problem", subject, &what, Some(remedy));
    }

    /// # Errors
    /// When there was a problem.
    pub fn verdict(self) -> Result<(), Failure> {
        println!();
        let summary = format!("{}, {}", counted(self.problems, "problem"), counted(self.warnings, "warning"));
        if self.problems > 0 {
            return Err(Failure::say(summary));
        }
        println!("{summary}");
        Ok(())
    }
}

fn line(verdict: &str, subject: &str, what: &dyn Display, remedy: Option<&str>) {
    println!("{verdict:<8} {subject}: {what}");
    if let Some(remedy) = remedy {
        println!("         → {remedy}");
    }
}
