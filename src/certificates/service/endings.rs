//! Ending certificates of earlier versions of a course, when the Secretariat says so: what is printed on them stays, and does not
//! hold as long.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::policies;
use super::register::{Place, RegisterFilter, entries};
use super::reminders::letter;
use crate::accounts;
use crate::certificates::CHANGE;
use crate::certificates::model::{Certificate, Policy};
use crate::certificates::store::issues;
use crate::clock::Timestamp;
use crate::courses::{CourseId, Library};
use crate::db::{Tx, announce};
use crate::error::AppError;
use crate::jobs::{self, Job};
use crate::mail::{self, Letter};

/// The job that goes through the certificates of a course.
pub const END: &str = "end-certificates-of-earlier-versions";
/// What was being issued while the policy was set is found when the job runs once more.
const ONCE_MORE: Duration = Duration::from_hours(1);

/// Which certificates are looked at next.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ends {
    course: CourseId,
    after: Option<Place>,
}

/// Sees to it that certificates of earlier versions of a course end as its policy says now.
///
/// # Errors
/// When the database refuses.
pub fn end_soon(tx: &mut Tx<'_>, course: CourseId) -> Result<(), AppError> {
    let (job, now) = (Job::new(END, &Ends { course, after: None })?, tx.now());
    jobs::enqueue(tx, &job)?;
    jobs::enqueue(tx, &job.due_at(now.plus(ONCE_MORE))).map(drop)
}

/// Sees to some certificates, and says where to go on, if there are more.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn end_some(tx: &mut Tx<'_>, library: &Library, ends: &Ends, limit: i64) -> Result<Option<Ends>, AppError> {
    let policy = policies::of(tx, ends.course)?.policy;
    let filter = RegisterFilter { course: Some(ends.course), ..RegisterFilter::default() };
    let found = entries(tx, (&filter, ends.after.as_ref()), limit)?;
    let next = found.last().map(|entry| Ends { course: ends.course, after: Some(entry.place()) });
    for certificate in found.into_iter().filter_map(|entry| entry.certificate) {
        set_end(tx, library, &policy, certificate)?;
    }
    Ok(next)
}

/// What has ended stays so, and what was withdrawn for ever needs no end.
fn set_end(tx: &mut Tx<'_>, library: &Library, policy: &Policy, certificate: Certificate) -> Result<(), AppError> {
    let (record, now) = (&certificate.record, tx.now());
    let is_over = certificate.revocation().is_some() || certificate.end().is_some_and(|end| end <= now);
    let is_before_printed = |end: &Timestamp| record.valid_until.is_none_or(|printed| *end < printed);
    let end = policy
        .end_of_version(record.facts.course.version_number)
        .filter(|end| record.issued_at < *end && is_before_printed(end));
    if is_over || end == certificate.ends_early {
        return Ok(());
    }
    let of = (certificate.holder(), record.id);
    // The letter stands for the reminders that are due by now.
    let reminded = end.and_then(|end| policy.reminder((record.issued_at, end), now)).map(i32::from);
    issues::set_ends_early(tx.conn(), of, end, reminded)?;
    announce(tx, CHANGE, &of.1.to_string())?;
    tell(tx, library, policy, &Certificate { ends_early: end, ..certificate })
}

fn tell(tx: &mut Tx<'_>, library: &Library, policy: &Policy, certificate: &Certificate) -> Result<(), AppError> {
    let Some(to) = accounts::recipient(tx, certificate.holder())? else { return Ok(()) };
    let (record, facts) = (&certificate.record, &certificate.record.facts);
    let letter = match certificate.ends_early {
        Some(end) => letter(library, policy, (certificate, end), &to),
        None => Letter::CertificateGoesOn {
            course_title: facts
                .wording(&facts.course.titles, &to.locale)
                .map(|(_, title)| title.to_owned())
                .unwrap_or_default(),
            serial: record.serial.clone(),
            verify_path: record.id.verify_path(),
        },
    };
    mail::post(tx, &to, letter)
}
