//! The database: whether it answers, which engine, which schema, and what waits in its queues.

use super::findings::Findings;
use super::home::{TOLERANCE, apart};
use crate::cli::place::connect;
use crate::clock::Timestamp;
use crate::config::Config;
use crate::db::migrations::Standing;
use crate::db::transfer::Tool;
use crate::db::{self, Conn, DatabaseUrl, Engine, Snapshot};
use crate::error::AppError;
use crate::{jobs, keys, mail};

/// More failed jobs than this are told as "at least".
const MOST_FAILED: i64 = 1_000;
/// Letters leave within seconds; one that waits so long waits for something to be mended.
const PATIENCE: std::time::Duration = std::time::Duration::from_hours(1);

pub fn examine(config: &Config, now: Timestamp, findings: &mut Findings) {
    let url = &config.database_url;
    let mut conn = match connect(url) {
        Ok(conn) => conn,
        Err(failure) => {
            let remedy = match url {
                DatabaseUrl::Sqlite(_) => {
                    "Correct --data-dir or database.url (DATABASE_URL), or bring the file back with “virtual-college restore”."
                }
                DatabaseUrl::Postgres(_) => {
                    "Look whether the database server runs, and correct database.url (DATABASE_URL)."
                }
            };
            return findings.problem("database", failure, remedy);
        }
    };
    match db::examine(&mut conn) {
        Err(error) => {
            let remedy = match url {
                DatabaseUrl::Sqlite(_) => {
                    "Look whether this is the right file (database.url); if it is damaged, restore a backup (virtual-college restore)."
                }
                DatabaseUrl::Postgres(_) => {
                    "Look whether this is the right database (database.url), and whether its server is sound."
                }
            };
            findings.problem("database", format!("{url} does not answer as it should: {error}"), remedy);
        }
        Ok(engine) => {
            findings.ok("database", format!("{url} answers: {}", engine.version));
            encoding(&engine, findings);
            clocks(&engine, now, findings);
            schema(&engine, findings);
            if engine.schema == Standing::Current {
                queues(&mut conn, now, findings);
                master_key(&mut conn, config, now, findings);
            }
        }
    }
    if matches!(url, DatabaseUrl::Postgres(_)) {
        match Tool::Dump.version() {
            Some(version) => findings.ok("backup", version),
            None => findings.warning(
                "backup",
                "pg_dump is not installed, so “virtual-college backup” cannot work",
                "apt install postgresql-client, of the server's version",
            ),
        }
    }
}

fn master_key(conn: &mut Conn, config: &Config, now: Timestamp, findings: &mut Findings) {
    let mut snapshot = Snapshot::new(conn, now);
    match keys::find_master_key(&mut snapshot, &config.data_dir, config.accounts.master_key.as_ref()) {
        Ok(Some(_)) => findings.ok("master key", "it opens every stored key"),
        Ok(None) => findings.ok("master key", "the server makes it when it starts"),
        Err(error) => {
            let remedy =
                "Nobody can sign in without the right one. It is in every backup of a data directory that held it.";
            findings.problem("master key", error, remedy);
        }
    }
}

fn encoding(engine: &Engine, findings: &mut Findings) {
    if !matches!(engine.encoding.as_str(), "UTF8" | "UTF-8") {
        findings.problem(
            "database",
            format!("texts are kept in {}, which cannot hold every language", engine.encoding),
            "Make a database with ENCODING 'UTF8' and move the college there (virtual-college db copy).",
        );
    }
    if engine.letters.as_deref().is_some_and(|letters| matches!(letters, "C" | "POSIX")) {
        findings.warning(
            "database",
            "its LC_CTYPE is C: only Latin letters are in the index for searches, and a search in another script reads every text",
            "Make a database with LC_CTYPE 'C.UTF-8' and move the college there (virtual-college db copy).",
        );
    }
}

fn clocks(engine: &Engine, now: Timestamp, findings: &mut Findings) {
    let remedy = "Let both machines' clocks follow the network's time (timedatectl set-ntp true).";
    if let Some(clock) = engine.clock.filter(|clock| apart(*clock, now) > TOLERANCE) {
        findings.problem("clock", format!("the database's clock shows {clock}, this machine's {now}"), remedy);
    }
    if let Some(change) = engine.last_change.filter(|change| change.since(now) > TOLERANCE) {
        findings.problem(
            "clock",
            format!("the last change in the database is of {change}, which is still to come"),
            remedy,
        );
    }
}

fn schema(engine: &Engine, findings: &mut Findings) {
    match &engine.schema {
        Standing::Current => findings.ok("schema", "up to date"),
        Standing::Absent => findings.problem(
            "schema",
            "the database holds no college yet",
            "Run “virtual-college migrate”, or correct database.url if there should be one.",
        ),
        Standing::Behind(waiting) => findings.problem(
            "schema",
            format!("{} migration(s) wait to be run", waiting.len()),
            "Make a backup, then run “virtual-college migrate” (or start the server, which does it too).",
        ),
        Standing::Ahead(unknown) => findings.problem(
            "schema",
            format!("it is newer than this program ({})", unknown.join(", ")),
            "Use the program that the college is served with.",
        ),
    }
}

fn queues(conn: &mut Conn, now: Timestamp, findings: &mut Findings) {
    let mut snapshot = Snapshot::new(conn, now);
    let outcome = letters(&mut snapshot, findings).and_then(|()| failed_jobs(&mut snapshot, findings));
    if let Err(error) = outcome {
        findings.problem(
            "database",
            format!("the queues cannot be read: {error}"),
            "Restore a backup if this stays so.",
        );
    }
}

fn letters(snapshot: &mut Snapshot<'_>, findings: &mut Findings) -> Result<(), AppError> {
    let backlog = mail::backlog(snapshot)?;
    let now = snapshot.now();
    if backlog.failed > 0 {
        let why = mail::failed(snapshot, 1)?.pop().and_then(|letter| letter.last_error).unwrap_or_default();
        findings.warning(
            "outbox",
            format!("{} letter(s) of the last month were given up; the latest: {why}", backlog.failed),
            "Wrong addresses cannot be helped; if the mail server is to blame, mend it and ask people to try again.",
        );
    }
    match backlog.oldest {
        Some(oldest) if now.since(oldest) > PATIENCE => findings.warning(
            "outbox",
            format!("{} letter(s) wait, the oldest since {oldest}", backlog.waiting),
            "Look whether the server runs, and what it logs about the mail server.",
        ),
        _ => findings.ok("outbox", format!("{} letter(s) wait", backlog.waiting)),
    }
    Ok(())
}

fn failed_jobs(snapshot: &mut Snapshot<'_>, findings: &mut Findings) -> Result<(), AppError> {
    let failed = jobs::failed(snapshot, MOST_FAILED)?;
    match failed.first() {
        None => findings.ok("jobs", "none was given up"),
        Some(latest) => findings.warning(
            "jobs",
            format!(
                "{} were given up; the latest: {}, {}",
                failed.len(),
                latest.kind,
                latest.last_error.as_deref().unwrap_or("for no reason that was noted")
            ),
            "The server's log says more. When the cause is gone, run `virtual-college job retry`; or `job dismiss`.",
        ),
    }
    Ok(())
}
