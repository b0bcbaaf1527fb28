//! Events of lessons, from a page that is open now or from a device that was away for weeks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::complete::complete_course;
use super::states::renew;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, CompletionRule};
use crate::courses::{Library, PublishedVersion, VersionId};
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentId, LeftVersion};
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

/// Notes some events of the person's enrolment, one verdict for each. One that is refused harms no other. What happened before the
/// enrolment's end counts, whenever it is told.
///
/// # Errors
/// 404 and 409 as [`enrolments::find_taken`].
pub fn note(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    enrolment: EnrolmentId,
    offers: &[Offer],
) -> Result<Vec<Verdict>, AppError> {
    let enrolment = enrolments::find_taken(tx, actor, enrolment)?;
    let mut lessons = Lessons::new(tx, library, &enrolment)?;
    let mut fresh: BTreeMap<ActivityId, Vec<Event>> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(offers.len());
    for offer in offers {
        let verdict = match lessons.event(tx, offer)? {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(event) => store_event(tx, &enrolment, event, &mut fresh)?,
        };
        verdicts.push(verdict);
    }
    if !fresh.is_empty() {
        merge(tx, &mut lessons, &fresh)?;
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

/// What an offer says by itself: its kind, its seconds, and when it happened.
fn read(offer: &Offer, enrolment: &Enrolment, now: Timestamp) -> Result<(EventKind, i32, Timestamp), Refusal> {
    if offer.occurred_at > now.plus(AHEAD) {
        return Err(Refusal::InTheFuture);
    }
    let occurred_at = offer.occurred_at.min(now);
    if enrolment.is_expired(occurred_at) {
        return Err(Refusal::AfterTheEnd);
    }
    match (offer.kind, offer.active_seconds) {
        (LessonEventKind::Viewed, None) => Ok((EventKind::Viewed, 0, occurred_at)),
        (LessonEventKind::Time, Some(seconds @ 1..)) => {
            let seconds = i32::try_from(seconds).map_or(LONGEST_SPAN, |seconds| seconds.min(LONGEST_SPAN));
            Ok((EventKind::Time, seconds, occurred_at))
        }
        _ => Err(Refusal::SecondsInvalid),
    }
}

/// A lesson as it counts in an enrolment.
#[derive(Clone)]
struct Lesson {
    rule: CompletionRule,
    edition: EditionKey,
}

/// The lessons of an enrolment, each in the version that the learner had when something happened in it; else in the present
/// one, else in any before it: a device that was away may tell of a lesson that is no more.
struct Lessons<'l> {
    library: &'l Library,
    enrolment: &'l Enrolment,
    present: Arc<PublishedVersion>,
    left: Vec<LeftVersion>,
    known: BTreeMap<(ActivityId, VersionId), Result<Lesson, Refusal>>,
}

impl<'l> Lessons<'l> {
    fn new(tx: &mut Tx<'_>, library: &'l Library, enrolment: &'l Enrolment) -> Result<Self, AppError> {
        let (present, left) = (library.version(tx, enrolment.version)?, enrolment.versions_left()?);
        Ok(Self { library, enrolment, present, left, known: BTreeMap::new() })
    }

    fn event(&mut self, tx: &mut Tx<'_>, offer: &Offer) -> Result<Result<Event, Refusal>, AppError> {
        let (kind, active_seconds, occurred_at) = match read(offer, self.enrolment, tx.now()) {
            Ok(read) => read,
            Err(refusal) => return Ok(Err(refusal)),
        };
        Ok(self.find(tx, &offer.activity, occurred_at)?.map(|Lesson { edition, .. }| Event {
            id: offer.id,
            activity: offer.activity.clone(),
            kind,
            active_seconds,
            score: None,
            edition,
            occurred_at,
        }))
    }

    fn find(&mut self, tx: &mut Tx<'_>, id: &ActivityId, at: Timestamp) -> Result<Result<Lesson, Refusal>, AppError> {
        let had = self.left.iter().find(|left| at < left.until).map_or(self.present.id, |left| left.version);
        let place = (id.clone(), had);
        if let Some(known) = self.known.get(&place) {
            return Ok(known.clone());
        }
        let mut found = self.find_in(&*self.library.version(tx, had)?, id)?;
        if found.as_ref().err() == Some(&Refusal::ActivityUnknown) && had != self.present.id {
            found = self.find_in(&self.present, id)?;
        }
        if found.as_ref().err() == Some(&Refusal::ActivityUnknown) {
            found = self.find_earlier(tx, id)?;
        }
        self.known.insert(place, found.clone());
        Ok(found)
    }

    fn find_earlier(&self, tx: &mut Tx<'_>, id: &ActivityId) -> Result<Result<Lesson, Refusal>, AppError> {
        for version in self.library.versions_before(tx, &self.present)? {
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

    /// The rule of a lesson that has had one rule all the time, so that what is known of it can be added to.
    fn only_rule(&mut self, tx: &mut Tx<'_>, id: &ActivityId) -> Result<Option<CompletionRule>, AppError> {
        if !self.left.is_empty() {
            return Ok(None);
        }
        let now = tx.now();
        Ok(self.find(tx, id, now)?.ok().map(|lesson| lesson.rule))
    }
}

fn merge(tx: &mut Tx<'_>, lessons: &mut Lessons<'_>, fresh: &BTreeMap<ActivityId, Vec<Event>>) -> Result<(), AppError> {
    let (library, enrolment, now) = (lessons.library, lessons.enrolment, tx.now());
    let owner = Owner::from(enrolment);
    let mut states = store::states(tx.conn(), owner)?;
    for (activity, events) in fresh {
        let before = states.get(activity);
        let added = match lessons.only_rule(tx, activity)? {
            Some(rule) => add(tx, owner, rule, (before, events))?,
            None => None,
        };
        let state = if let Some(state) = added {
            store::set_state(tx.conn(), owner, activity, &state, now)?;
            state
        } else {
            renew(tx, library, enrolment, (activity, before))?
        };
        states.insert(activity.clone(), state);
    }
    complete_course(tx, library, enrolment, &states)
}

/// What is known of a lesson with some new events; `None` when only its whole history tells.
fn add(
    tx: &mut Tx<'_>,
    owner: Owner,
    rule: CompletionRule,
    (before, fresh): (Option<&State>, &[Event]),
) -> Result<Option<State>, AppError> {
    let (Some(first), mut state) = (fresh.first(), before.cloned().unwrap_or_default()) else { return Ok(None) };
    let spans: Vec<Span> = fresh.iter().filter_map(Event::span).collect();
    let mut near = if spans.is_empty() { vec![] } else { store::near(tx.conn(), owner, &first.activity, &spans)? };
    near.retain(|known| !fresh.iter().any(|event| event.id == known.id));
    Ok(if state.take(rule, fresh, &near) { None } else { Some(state) })
}
