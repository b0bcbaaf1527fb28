//! The table, for people and for programs.

use std::path::Path;

use serde_json::{Value, json};

use crate::measure::Found;
use crate::operations::Operation;
use crate::wire::Outcome;

/// A line of the table.
pub struct Row {
    pub operation: Operation,
    pub database: &'static str,
    /// The College's figures and the bare handler's, or why there are none.
    pub outcome: Outcome<(Found, Found)>,
}

impl Row {
    fn as_json(&self) -> Value {
        let (name, goal) = (self.operation.name(), self.operation.goal());
        match &self.outcome {
            Ok((found, bare)) => json!({
                "operation": name,
                "database": self.database,
                "cpu_us": rounded(found.cpu_us),
                "bare_cpu_us": rounded(bare.cpu_us),
                "ratio": rounded(found.cpu_us / bare.cpu_us),
                "goal": goal,
                "rps": found.per_second.round(),
                "p50_ms": rounded(found.p50_ms),
                "p99_ms": rounded(found.p99_ms),
            }),
            Err(reason) => json!({ "operation": name, "database": self.database, "goal": goal, "not_run": reason }),
        }
    }

    fn as_line(&self) -> String {
        let place = format!("{:<32} {:<10}", self.operation.name(), self.database);
        let goal = self.operation.goal();
        match &self.outcome {
            Ok((found, bare)) => {
                let ratio = found.cpu_us / bare.cpu_us;
                let Found { cpu_us, per_second, p50_ms, p99_ms } = found;
                let mark = if ratio > goal { "  over" } else { "" };
                let bare = bare.cpu_us;
                format!(
                    "{place} {cpu_us:>8.1} {bare:>8.1} {ratio:>6.2} {goal:>5.1} {per_second:>8.0} {p50_ms:>8.2} {p99_ms:>8.2}{mark}"
                )
            }
            Err(reason) => format!("{place} NOT RUN: {reason}"),
        }
    }
}

fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

pub fn print_head() {
    println!(
        "{:<32} {:<10} {:>8} {:>8} {:>6} {:>5} {:>8} {:>8} {:>8}",
        "operation", "database", "cpu µs", "bare µs", "ratio", "goal", "req/s", "p50 ms", "p99 ms"
    );
}

pub fn print(row: &Row) {
    println!("{}", row.as_line());
}

/// Writes `target/bench/results.json`.
pub fn write(rows: &[Row]) -> Outcome<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let rows = Value::Array(rows.iter().map(Row::as_json).collect());
    std::fs::write(folder.join("results.json"), format!("{rows:#}\n")).map_err(|error| error.to_string())
}
