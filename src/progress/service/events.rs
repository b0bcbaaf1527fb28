//! Events of lessons, from a page that is open now or from a device that was away for weeks.

use std::collections::BTreeMap;
use std::time::Duration;

use super::complete::complete_course;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, CompletionRule};
use crate::courses::{Library, PublishedVersion};
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::progress::error::Refusal;
use crate::progress::model::{EditionKey, Event, EventId, EventKind, LONGEST_SPAN, Span, State};
use crate::progress::store::{self, Owner};
use crate::words;

/// Clocks of devices may be ahead by so much; what they say then is taken as happening now.
const AHEAD: Duration = Duration::from_mins(5);

words!(
    /// What a client says of a lesson.
    LessonEventKind {
        /// It was opened.
        Viewed = "viewed",
        /// So many active seconds of it came to an end.
        Time = "time",
    }
);

/// An event as a client sends it.
#[derive(Clone, Debug)]
pub struct Offer {
    pub id: EventId,
    pub activity: ActivityId,
    pub kind: LessonEventKind,
    pub occurred_at: Timestamp,
    pub active_seconds: Option<i64>,
}

/// What became of an offered event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Stored,
    /// It was stored before; this time it changed nothing.
    Known,
    Refused(Refusal),
}

/// Notes some events of the person's enrolment, one verdict for each. One that is refused harms no other.
///
/// # Errors
/// 404 and 409 as [`enrolments::find_active`].
pub fn note(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    enrolment: EnrolmentId,
    offers: &[Offer],
) -> Result<Vec<Verdict>, AppError> {
    let enrolment = enrolments::find_active(tx, actor, enrolment)?;
    let version = library.version(tx, enrolment.version)?;
    let mut lessons = Lessons { library, enrolment: &enrolment, version: &version, known: BTreeMap::new() };
    let mut fresh: BTreeMap<ActivityId, Vec<Event>> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(offers.len());
    for offer in offers {
        let lesson = lessons.find(tx, &offer.activity)?;
        let verdict = match lesson.and_then(|lesson| event(offer, lesson.edition, tx.now())) {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(event) => store_event(tx, &enrolment, event, &mut fresh)?,
        };
        verdicts.push(verdict);
    }
    if !fresh.is_empty() {
        merge(tx, &enrolment, &mut lessons, &fresh)?;
    }
    Ok(verdicts)
}

fn store_event(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    event: Event,
    fresh: &mut BTreeMap<ActivityId, Vec<Event>>,
) -> Result<Verdict, AppError> {
    let now = tx.now();
    if !store::add_event(tx.conn(), enrolment.into(), &event, now)? {
        return Ok(Verdict::Known);
    }
    fresh.entry(event.activity.clone()).or_default().push(event);
    Ok(Verdict::Stored)
}

fn event(offer: &Offer, edition: EditionKey, now: Timestamp) -> Result<Event, Refusal> {
    if offer.occurred_at > now.plus(AHEAD) {
        return Err(Refusal::InTheFuture);
    }
    let (kind, active_seconds) = match (offer.kind, offer.active_seconds) {
        (LessonEventKind::Viewed, None) => (EventKind::Viewed, 0),
        (LessonEventKind::Time, Some(seconds @ 1..)) => {
            (EventKind::Time, i32::try_from(seconds).map_or(LONGEST_SPAN, |seconds| seconds.min(LONGEST_SPAN)))
        }
        _ => return Err(Refusal::SecondsInvalid),
    };
    Ok(Event {
        id: offer.id,
        activity: offer.activity.clone(),
        kind,
        active_seconds,
        score: None,
        edition,
        occurred_at: offer.occurred_at.min(now),
    })
}

/// A lesson as it counts in an enrolment.
#[derive(Clone)]
struct Lesson {
    rule: CompletionRule,
    edition: EditionKey,
}

/// The lessons of an enrolment, those of earlier versions too: a device that was away may tell of one that is no more.
struct Lessons<'l> {
    library: &'l Library,
    enrolment: &'l Enrolment,
    version: &'l PublishedVersion,
    known: BTreeMap<ActivityId, Result<Lesson, Refusal>>,
}

impl Lessons<'_> {
    fn find(&mut self, tx: &mut Tx<'_>, id: &ActivityId) -> Result<Result<Lesson, Refusal>, AppError> {
        if let Some(known) = self.known.get(id) {
            return Ok(known.clone());
        }
        let mut found = self.find_in(self.version, id)?;
        if found.as_ref().err() == Some(&Refusal::ActivityUnknown) {
            found = self.find_earlier(tx, id)?;
        }
        self.known.insert(id.clone(), found.clone());
        Ok(found)
    }

    fn find_earlier(&self, tx: &mut Tx<'_>, id: &ActivityId) -> Result<Result<Lesson, Refusal>, AppError> {
        for version in self.library.versions_before(tx, self.version)? {
            if version.structure.activity(id).is_some() {
                return self.find_in(&version, id);
            }
        }
        Ok(Err(Refusal::ActivityUnknown))
    }

    fn find_in(&self, version: &PublishedVersion, id: &ActivityId) -> Result<Result<Lesson, Refusal>, AppError> {
        Ok(match version.structure.activity(id) {
            None => Err(Refusal::ActivityUnknown),
            Some(activity) if activity.quiz().is_some() => Err(Refusal::NotALesson),
            Some(activity) => {
                let edition = EditionKey::of(version, version.edition(&self.enrolment.locale)?);
                Ok(Lesson { rule: activity.completion, edition })
            }
        })
    }
}

fn merge(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    lessons: &mut Lessons<'_>,
    fresh: &BTreeMap<ActivityId, Vec<Event>>,
) -> Result<(), AppError> {
    let (owner, now) = (Owner::from(enrolment), tx.now());
    let mut states = store::states(tx.conn(), owner)?;
    for (activity, events) in fresh {
        let Ok(Lesson { rule, .. }) = lessons.find(tx, activity)? else { continue };
        let state = states.entry(activity.clone()).or_default();
        merge_lesson(tx, owner, rule, (state, events))?;
        store::set_state(tx.conn(), owner, activity, state, now)?;
    }
    complete_course(tx, lessons.library, enrolment, &states)
}

fn merge_lesson(
    tx: &mut Tx<'_>,
    owner: Owner,
    rule: CompletionRule,
    (state, fresh): (&mut State, &[Event]),
) -> Result<(), AppError> {
    let Some(first) = fresh.first() else { return Ok(()) };
    let spans: Vec<Span> = fresh.iter().filter_map(Event::span).collect();
    let mut near = if spans.is_empty() { vec![] } else { store::near(tx.conn(), owner, &first.activity, &spans)? };
    near.retain(|known| !fresh.iter().any(|event| event.id == known.id));
    if state.take(rule, fresh, &near) {
        let history = store::history(tx.conn(), owner, &first.activity)?;
        state.settle(rule, &history);
    }
    Ok(())
}
