//! Events of lessons, from a page that is open now or from a device that was away for weeks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::complete::complete_course;
use super::states::renew;
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, CompletionRule};
use crate::courses::{Library, PublishedVersion};
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::i18n::Locale;
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
    /// The language that it was read in; `None`: the one of the enrolment.
    pub lang: Option<Locale>,
}

/// What became of an offered event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Stored,
    /// It, or a view that says as much, was stored before; this time it changed nothing.
    Known,
    Refused(Refusal),
}

/// Notes some events of the person's enrolment, one verdict for each. One that is refused harms no other. What happened before the
/// enrolment's end counts, whenever it is told. Lessons that are neither in a version that the enrolment has or had nor among the
/// earlier ones given are unknown.
///
/// # Errors
/// 404 and 409 as [`enrolments::find_taken`].
pub fn note(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    enrolment: EnrolmentId,
    (offers, earlier): (&[Offer], &EarlierLessons),
) -> Result<Vec<Verdict>, AppError> {
    let enrolment = enrolments::find_taken(tx, actor, enrolment)?;
    let lessons = Lessons::new(tx, library, &enrolment, earlier)?;
    let states = if offers.is_empty() { BTreeMap::new() } else { store::states(tx.conn(), (&enrolment).into())? };
    let mut fresh: BTreeMap<ActivityId, Vec<Event>> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(offers.len());
    for offer in offers {
        let verdict = match lessons.event(offer, tx.now()) {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(event) if is_seen(tx, &enrolment, &event, &states)? => Verdict::Known,
            Ok(event) => store_event(tx, &enrolment, event, &mut fresh)?,
        };
        verdicts.push(verdict);
    }
    if !fresh.is_empty() {
        merge(tx, library, &lessons, (states, &fresh))?;
    }
    Ok(verdicts)
}

/// Whether an event says no more than one that is stored: that the same edition was opened again, which needs no row of its own.
fn is_seen(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    event: &Event,
    states: &BTreeMap<ActivityId, State>,
) -> Result<bool, AppError> {
    let viewed_at = states.get(&event.activity).and_then(|state| state.viewed_at);
    let may_be = event.kind == EventKind::Viewed && viewed_at.is_some_and(|at| at <= event.occurred_at);
    Ok(may_be && store::was_viewed(tx.conn(), enrolment.into(), event)?)
}

fn store_event(
    tx: &mut Tx<'_>,
    enrolment: &Enrolment,
    event: Event,
    fresh: &mut BTreeMap<ActivityId, Vec<Event>>,
) -> Result<Verdict, AppError> {
    let now = tx.now();
    if !store::add_event(tx.conn(), enrolment.into(), &event, now)? {
        let is_same = store::has_event(tx.conn(), enrolment.into(), &event)?;
        return Ok(if is_same { Verdict::Known } else { Verdict::Refused(Refusal::IdTaken) });
    }
    fresh.entry(event.activity.clone()).or_default().push(event);
    Ok(Verdict::Stored)
}

/// Versions that had a lesson which the enrolment's version has not: a device that was away may tell of one that is no more.
pub type EarlierLessons = BTreeMap<ActivityId, Arc<PublishedVersion>>;

/// Looks activities up in the versions before the one of the person's own enrolment, the newest first, and no further than
/// it takes. There may be many: this is for a read, not for the one writer.
///
/// # Errors
/// 404 as [`enrolments::find_own`].
pub fn earlier_lessons(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    (enrolment, mut missing): (EnrolmentId, BTreeSet<ActivityId>),
) -> Result<EarlierLessons, AppError> {
    let enrolment = enrolments::find_own(snapshot, actor, enrolment)?;
    let version = library.version(snapshot, enrolment.version)?;
    let mut found = EarlierLessons::new();
    for id in library.versions_before(snapshot, &version)? {
        if missing.is_empty() {
            break;
        }
        let version = library.version(snapshot, id)?;
        let (here, elsewhere) = missing.into_iter().partition(|id| version.structure.activity(id).is_some());
        missing = elsewhere;
        found.extend(BTreeSet::into_iter(here).map(|id| (id, Arc::clone(&version))));
    }
    Ok(found)
}

/// The lessons of an enrolment, each in the version that the learner had when something happened in it; else in the present
/// one, else in one before it.
struct Lessons<'l> {
    enrolment: &'l Enrolment,
    /// From when on nothing counts.
    end: Option<Timestamp>,
    present: Arc<PublishedVersion>,
    /// The versions that she had before, oldest first, and until when.
    left: Vec<(Timestamp, Arc<PublishedVersion>)>,
    earlier: &'l EarlierLessons,
}

impl<'l> Lessons<'l> {
    fn new(
        tx: &mut Tx<'_>,
        library: &Library,
        enrolment: &'l Enrolment,
        earlier: &'l EarlierLessons,
    ) -> Result<Self, AppError> {
        let end = enrolments::end_of(tx, enrolment)?;
        let present = library.version(tx, enrolment.version)?;
        let left = enrolment.versions_left()?.into_iter();
        let left = left.map(|left| Ok((left.until, library.version(tx, left.version)?)));
        let left = left.collect::<Result<Vec<_>, AppError>>()?;
        Ok(Self { enrolment, end, present, left, earlier })
    }

    fn find(&self, id: &ActivityId, at: Timestamp) -> Result<(&PublishedVersion, CompletionRule), Refusal> {
        let had = self.left.iter().find(|(until, _)| at < *until).map_or(&self.present, |(_, version)| version);
        let found = [Some(had), Some(&self.present), self.earlier.get(id)].into_iter().flatten();
        let mut found = found.filter_map(|version| Some((version.as_ref(), version.structure.activity(id)?)));
        match found.next() {
            Some((version, activity)) if activity.quiz().is_none() => Ok((version, activity.completion)),
            Some(_) => Err(Refusal::NotALesson),
            None => Err(Refusal::ActivityUnknown),
        }
    }

    /// The rule of a lesson that has had one rule all the time, so that what is known of it can be added to.
    fn only_rule(&self, id: &ActivityId, now: Timestamp) -> Option<CompletionRule> {
        if self.left.is_empty() { self.find(id, now).ok().map(|(_, rule)| rule) } else { None }
    }

    /// What an offer comes to.
    fn event(&self, offer: &Offer, now: Timestamp) -> Result<Event, Refusal> {
        let occurred_at = offer.occurred_at.min(now);
        let edition = self.edition(offer, occurred_at)?;
        if offer.occurred_at > now.plus(AHEAD) {
            return Err(Refusal::InTheFuture);
        }
        if self.end.is_some_and(|end| end <= occurred_at) {
            return Err(Refusal::AfterTheEnd);
        }
        let began = self.enrolment.began_at();
        let (kind, active_seconds) = match (offer.kind, offer.active_seconds) {
            (LessonEventKind::Viewed, None) => (EventKind::Viewed, 0),
            (LessonEventKind::Time, Some(seconds @ 1..)) => {
                let since = occurred_at.as_seconds() - began.as_seconds();
                let counted = seconds.min(LONGEST_SPAN.into()).min(since).max(0);
                (EventKind::Time, i32::try_from(counted).unwrap_or(0))
            }
            _ => return Err(Refusal::SecondsInvalid),
        };
        if kind == EventKind::Time && active_seconds < 1 {
            return Err(Refusal::BeforeEnrolment);
        }
        Ok(Event {
            id: offer.id,
            activity: offer.activity.clone(),
            kind,
            active_seconds,
            score: None,
            edition,
            // A lesson may be open before one enrols, and the clock of a device may be slow.
            occurred_at: occurred_at.max(began),
        })
    }

    /// Which edition the lesson was read in.
    fn edition(&self, offer: &Offer, at: Timestamp) -> Result<EditionKey, Refusal> {
        let (version, _) = self.find(&offer.activity, at)?;
        let locale = offer.lang.as_ref().unwrap_or(&self.enrolment.locale);
        let edition = version.edition(locale).map_err(|_| Refusal::LanguageNotOffered)?;
        if offer.lang.is_some() && edition.locale != *locale {
            return Err(Refusal::LanguageNotOffered);
        }
        Ok(EditionKey::of(version, edition))
    }
}

fn merge(
    tx: &mut Tx<'_>,
    library: &Library,
    lessons: &Lessons<'_>,
    (mut states, fresh): (BTreeMap<ActivityId, State>, &BTreeMap<ActivityId, Vec<Event>>),
) -> Result<(), AppError> {
    let (enrolment, now) = (lessons.enrolment, tx.now());
    let owner = Owner::from(enrolment);
    for (activity, events) in fresh {
        let before = states.get(activity);
        let added = match lessons.only_rule(activity, now) {
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
