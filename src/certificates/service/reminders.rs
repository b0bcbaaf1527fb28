//! Telling people that their certificates end.

use std::time::Duration;

use super::policies;
use super::reading::look_up;
use crate::accounts;
use crate::certificates::model::{Certificate, CertificateId, Found, Policy};
use crate::certificates::store::candidates;
use crate::certificates::store::policies::{self as store, EndingCertificate};
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::mail::{self, Letter, Recipient};

/// The longest time before its end at which anybody may be reminded.
const HORIZON: Duration = Duration::from_hours(366 * 24);

/// Some certificates that end within a year and that nobody has renewed, the first to end coming first.
///
/// # Errors
/// When the database refuses.
pub fn list_ending(
    snapshot: &mut Snapshot<'_>,
    after: Option<(Timestamp, CertificateId)>,
    limit: i64,
) -> Result<Vec<EndingCertificate>, AppError> {
    let now = snapshot.now();
    Ok(store::list_ending(snapshot.conn(), (now, now.plus(HORIZON)), after, limit)?)
}

/// Those of some certificates whose holders are to be reminded now: another reminder of the course's policy is due, and no other
/// certificate is on its way to them.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn list_due(snapshot: &mut Snapshot<'_>, some: &[EndingCertificate]) -> Result<Vec<EndingCertificate>, AppError> {
    let mut due = Vec::new();
    for ending in some {
        let policy = policies::of(snapshot, ending.course)?.policy;
        let reminder = policy.reminder((ending.issued_at, ending.end), snapshot.now());
        let is_another = |days: &u16| ending.reminded.is_none_or(|last| i32::from(*days) < last);
        if reminder.as_ref().is_some_and(is_another)
            && !candidates::is_waiting(snapshot.conn(), (ending.person, ending.course), ending.issued_at)?
        {
            due.push(ending.clone());
        }
    }
    Ok(due)
}

/// Reminds the holders of those whose time has come, once for each reminder of the course's policy.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn remind(tx: &mut Tx<'_>, library: &Library, due: &[EndingCertificate]) -> Result<(), AppError> {
    let now = tx.now();
    for ending in due {
        let policy = policies::of(tx, ending.course)?.policy;
        let Some(days) = policy.reminder((ending.issued_at, ending.end), now) else { continue };
        if !store::set_reminded(tx.conn(), (ending.person, ending.id), i32::from(days))? {
            continue;
        }
        let Some(to) = accounts::recipient(tx, ending.person)? else { continue };
        let Found::Certificate(certificate) = look_up(tx, ending.id)? else { continue };
        mail::post(tx, &to, letter(library, &policy, (&certificate, ending.end), &to))?;
    }
    Ok(())
}

/// Tells a holder when a certificate ends, and what renews it.
pub(super) fn letter(
    library: &Library,
    policy: &Policy,
    (certificate, end): (&Certificate, Timestamp),
    to: &Recipient,
) -> Letter {
    let facts = &certificate.record.facts;
    let course = policy.renewal.as_ref().unwrap_or(&facts.course.slug);
    let renewal =
        library.current(course).ok().and_then(|version| version.title_for(&to.locale).ok().map(str::to_owned));
    let title = facts.wording(&facts.course.titles, &to.locale).map(|(_, title)| title.to_owned());
    Letter::CertificateEnding {
        course_title: title.unwrap_or_default(),
        serial: certificate.record.serial.clone(),
        end,
        early: certificate.ends_early.is_some(),
        renewal,
        verify_path: certificate.record.id.verify_path(),
    }
}
