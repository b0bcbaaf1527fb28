//! Progress as it is stored, compared with what events and attempts come to; mended when that was asked for.

use indicatif::{ProgressBar, ProgressStyle};

use super::findings::Findings;
use crate::cli::{Failure, counted};
use crate::config::Config;
use crate::courses::Library;
use crate::db::Db;
use crate::enrolments::{self, Enrolment};
use crate::progress::{self, Difference, State};
use crate::quizzes;

/// Enrolments that are read at a time.
const PAGE: i64 = 100;
const MEND: &str = "Make a backup, then run “virtual-college doctor --rebuild-progress --repair”.";
const BEYOND_REPAIR: &str = "This cannot be mended from what is there. Compare it with a backup.";

/// What came of one enrolment: its differences, or why it cannot be read.
type Compared = Result<Vec<Difference>, String>;

pub fn examine(config: &Config, repair: bool, findings: &mut Findings) {
    let outcome = super::open(config).and_then(|db| examine_all(&db, repair, findings));
    if let Err(failure) = outcome {
        findings.problem("progress", failure, "Mend the database first; what is said about it stands above.");
    }
}

fn examine_all(db: &Db, repair: bool, findings: &mut Findings) -> Result<(), Failure> {
    let library = Library::default();
    let bar = bar(db.read_blocking(enrolments::count)?);
    let (mut after, mut different) = (None, 0);
    loop {
        let page = db.read_blocking(|snapshot| enrolments::page(snapshot, after, PAGE))?;
        let Some(last) = page.last() else { break };
        after = Some((last.person, last.id));
        for enrolment in page {
            bar.inc(1);
            let compared = compare(db, &library, &enrolment);
            if compared.as_ref().is_ok_and(Vec::is_empty) {
                continue;
            }
            different += 1;
            bar.suspend(|| tell(findings, &enrolment, &compared, repair));
            if repair {
                let mended = mend(db, &library, &enrolment);
                bar.suspend(|| tell_remaining(findings, &enrolment, &mended));
            }
        }
    }
    let total = usize::try_from(bar.position()).unwrap_or(usize::MAX);
    bar.finish_and_clear();
    if different == 0 {
        findings.ok("progress", format!("{} as events and attempts tell it", counted(total, "enrolment")));
    }
    Ok(())
}

fn bar(enrolments: i64) -> ProgressBar {
    let bar = ProgressBar::new(enrolments.unsigned_abs());
    match ProgressStyle::with_template("{bar:30} {pos}/{len} enrolments  {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Each enrolment in a snapshot of its own: what is damaged in one keeps nobody from looking at the others, and a server that
/// runs meanwhile is not held up.
fn compare(db: &Db, library: &Library, enrolment: &Enrolment) -> Compared {
    let compared = db.read_blocking(|snapshot| {
        let Some(now) = enrolments::find(snapshot, enrolment.person, enrolment.id)? else { return Ok(Vec::new()) };
        let attempts = quizzes::closed(snapshot, library, &now)?;
        progress::compare(snapshot, library, &now, &attempts)
    });
    compared.map_err(|error| error.to_string())
}

/// Mends an enrolment, and looks at it once more.
fn mend(db: &Db, library: &Library, enrolment: &Enrolment) -> Compared {
    let (shared, owner) = (library.clone(), enrolment.clone());
    let mended = db.write_blocking(move |tx| {
        let attempts = quizzes::closed(tx, &shared, &owner)?;
        progress::repair(tx, &shared, (owner.person, owner.id), &attempts)
    });
    mended.map_err(|error| error.to_string())?;
    compare(db, library, enrolment)
}

fn tell(findings: &mut Findings, enrolment: &Enrolment, compared: &Compared, repair: bool) {
    let place = place(enrolment);
    match compared {
        Err(cause) => findings.problem("progress", format!("{place} cannot be read: {cause}"), BEYOND_REPAIR),
        Ok(differences) => {
            for difference in differences {
                let what = format!("{place}: {}", in_words(difference));
                match (difference.is_mendable(), repair) {
                    (true, true) => findings.warning("progress", what, "Mended."),
                    (true, false) => findings.problem("progress", what, MEND),
                    (false, _) => findings.problem("progress", what, BEYOND_REPAIR),
                }
            }
        }
    }
}

fn tell_remaining(findings: &mut Findings, enrolment: &Enrolment, mended: &Compared) {
    let Ok(differences) = mended else { return };
    for difference in differences.iter().filter(|difference| difference.is_mendable()) {
        let what = format!("{}, mended, is still different: {}", place(enrolment), in_words(difference));
        findings.problem("progress", what, BEYOND_REPAIR);
    }
}

fn place(enrolment: &Enrolment) -> String {
    format!("enrolment {} of person {}", enrolment.id, enrolment.person)
}

fn in_words(difference: &Difference) -> String {
    match difference {
        Difference::AttemptNotNoted { activity, submitted_at } => {
            format!("no event tells of the attempt at {activity} of {submitted_at}")
        }
        Difference::AttemptMissing { activity, submitted_at } => {
            format!("an event tells of an attempt at {activity} of {submitted_at}, which is not there")
        }
        Difference::State { activity, stored, rebuilt } => {
            format!(
                "{activity} is stored as {}; its events come to {}",
                state(stored.as_ref()),
                state(rebuilt.as_ref())
            )
        }
        Difference::NotCompleted => "nothing is left to do, and it is not completed".to_owned(),
        Difference::CompletedTooEarly => "it is completed, and something is left to do".to_owned(),
        Difference::CertificateForgotten => "it is completed, and no certificate has followed".to_owned(),
    }
}

fn state(state: Option<&State>) -> String {
    let Some(state) = state else { return "nothing".to_owned() };
    let mut words = vec![format!("{} s, {}", state.active_seconds, counted_attempts(state.attempts))];
    words.extend(state.viewed_at.map(|at| format!("viewed {at}")));
    words.extend(state.score.map(|score| format!("score {:.2}", f64::from(score) / 100.0)));
    words.extend(state.passed.then(|| "passed".to_owned()));
    words.push(state.done.as_ref().map_or("not done".to_owned(), |done| format!("done {}", done.at)));
    format!("({})", words.join(", "))
}

fn counted_attempts(attempts: i32) -> String {
    counted(usize::try_from(attempts).unwrap_or_default(), "attempt")
}
