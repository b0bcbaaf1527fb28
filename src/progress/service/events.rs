//! Events of lessons, from a page that is open now or from a device that was away for weeks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::complete::complete_course;
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
    /// It was stored before; this time it changed nothing.
    Known,
    Refused(Refusal),
}

/// Notes some events of the person's enrolment, one verdict for each. One that is refused harms no other. Lessons that are
/// neither in the enrolment's version nor among the earlier ones given are unknown.
///
/// # Errors
/// 404 and 409 as [`enrolments::find_active`].
pub fn note(
    tx: &mut Tx<'_>,
    library: &Library,
    actor: &Actor,
    enrolment: EnrolmentId,
    (offers, earlier): (&[Offer], &EarlierLessons),
) -> Result<Vec<Verdict>, AppError> {
    let enrolment = enrolments::find_active(tx, actor, enrolment)?;
    let version = library.version(tx, enrolment.version)?;
    let lessons = Lessons { enrolment: &enrolment, version: &version, earlier };
    let mut fresh: BTreeMap<ActivityId, Vec<Event>> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(offers.len());
    for offer in offers {
        let verdict = match lessons.event(offer, tx.now()) {
            Err(refusal) => Verdict::Refused(refusal),
            Ok(event) => store_event(tx, &enrolment, event, &mut fresh)?,
        };
        verdicts.push(verdict);
    }
    if !fresh.is_empty() {
        merge(tx, library, &lessons, &fresh)?;
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

/// The lessons of an enrolment.
struct Lessons<'l> {
    enrolment: &'l Enrolment,
    version: &'l PublishedVersion,
    earlier: &'l EarlierLessons,
}

impl Lessons<'_> {
    fn find(&self, id: &ActivityId) -> Result<(&PublishedVersion, CompletionRule), Refusal> {
        let earlier = || self.earlier.get(id).map(Arc::as_ref);
        let has = |version: &&PublishedVersion| version.structure.activity(id).is_some();
        let version = Some(self.version).filter(has).or_else(earlier).ok_or(Refusal::ActivityUnknown)?;
        match version.structure.activity(id) {
            Some(activity) if activity.quiz().is_none() => Ok((version, activity.completion)),
            Some(_) => Err(Refusal::NotALesson),
            None => Err(Refusal::ActivityUnknown),
        }
    }

    /// What an offer comes to.
    fn event(&self, offer: &Offer, now: Timestamp) -> Result<Event, Refusal> {
        let (version, _) = self.find(&offer.activity)?;
        let locale = offer.lang.as_ref().unwrap_or(&self.enrolment.locale);
        let edition = version.edition(locale).map_err(|_| Refusal::LanguageNotOffered)?;
        if offer.lang.is_some() && edition.locale != *locale {
            return Err(Refusal::LanguageNotOffered);
        }
        if offer.occurred_at > now.plus(AHEAD) {
            return Err(Refusal::InTheFuture);
        }
        let began = self.enrolment.began_at();
        let occurred_at = offer.occurred_at.min(now);
        let (kind, active_seconds) = match (offer.kind, offer.active_seconds) {
            (LessonEventKind::Viewed, None) => (EventKind::Viewed, 0),
            (LessonEventKind::Time, Some(seconds @ 1..)) => {
                let since = occurred_at.as_seconds() - began.as_seconds();
                let counted = seconds.min(LONGEST_SPAN.into()).min(since);
                (EventKind::Time, i32::try_from(counted).unwrap_or(LONGEST_SPAN))
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
            edition: EditionKey::of(version, edition),
            // A lesson may be open before one enrols, and the clock of a device may be slow.
            occurred_at: occurred_at.max(began),
        })
    }
}

fn merge(
    tx: &mut Tx<'_>,
    library: &Library,
    lessons: &Lessons<'_>,
    fresh: &BTreeMap<ActivityId, Vec<Event>>,
) -> Result<(), AppError> {
    let (owner, now) = (Owner::from(lessons.enrolment), tx.now());
    let mut states = store::states(tx.conn(), owner)?;
    for (activity, events) in fresh {
        let Ok((_, rule)) = lessons.find(activity) else { continue };
        let state = states.entry(activity.clone()).or_default();
        merge_lesson(tx, owner, rule, (state, events))?;
        store::set_state(tx.conn(), owner, activity, state, now)?;
    }
    complete_course(tx, library, lessons.enrolment, &states)
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
