//! A lesson that is read on a page without any script.

use super::events::{EarlierLessons, LessonEventKind, Offer, Verdict, note};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::ActivityId;
use crate::db::Tx;
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::i18n::Locale;

/// What a page tells of a lesson: when and in which language it was shown.
#[derive(Clone, Debug)]
pub struct ShownLesson {
    pub activity: ActivityId,
    pub at: Timestamp,
    pub lang: Locale,
}

/// Events that [`read_through`] makes.
pub const EVENTS_OF_READING: u64 = 2;

/// Notes that somebody has read a lesson that she was shown on a page: that it was opened then, and the time from then until now, as far as
/// one event may count. No script saw whether she was there all the while.
///
/// # Errors
/// As [`note`].
pub fn read_through(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    (enrolment, lesson): (EnrolmentId, &ShownLesson),
) -> Result<Vec<Verdict>, AppError> {
    let now = tx.now();
    let shown_at = lesson.at.min(now);
    let seconds = i64::try_from(now.since(shown_at).as_secs()).unwrap_or(i64::MAX);
    let offer = |kind, occurred_at, active_seconds| Offer {
        id: tx.new_id(),
        activity: lesson.activity.clone(),
        kind,
        occurred_at,
        active_seconds,
        lang: Some(lesson.lang.clone()),
    };
    let mut offers = vec![offer(LessonEventKind::Viewed, shown_at, None)];
    if seconds > 0 {
        offers.push(offer(LessonEventKind::Time, now, Some(seconds)));
    }
    note(tx, library, actor, enrolment, (&offers, &EarlierLessons::new()))
}
