//! Events, what they come to, and when an activity is done.

mod course;
mod edition_key;
mod spans;

use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::courses::VersionId;
use crate::courses::model::{ActivityId, CompletionRule, Score};
use crate::i18n::Locale;
use crate::{id_type, words};

pub use course::{ModuleStanding, Removed, Standing, grade, next_activity, standing};
pub use edition_key::EditionKey;
pub use spans::{LONGEST_SPAN, Span, measure};

id_type!(
    /// An event; its client makes it.
    EventId
);

words!(
    /// What happened.
    EventKind {
        /// A lesson was opened.
        Viewed = "viewed",
        /// So many active seconds of a lesson came to an end.
        Time = "time",
        /// An attempt at a quiz was submitted, and passed.
        Passed = "passed",
        /// An attempt was submitted, and not passed.
        Failed = "failed",
    }
);

impl EventKind {
    #[must_use]
    pub const fn is_attempt(self) -> bool {
        matches!(self, Self::Passed | Self::Failed)
    }
}

/// Something that happened in an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    pub activity: ActivityId,
    pub kind: EventKind,
    /// Of a time event; at most [`LONGEST_SPAN`].
    pub active_seconds: i32,
    /// Of an attempt, in basis points.
    pub score: Option<i32>,
    pub edition: EditionKey,
    pub occurred_at: Timestamp,
}

impl Event {
    fn done(&self) -> Done {
        let EditionKey { version, locale, .. } = self.edition.clone();
        Done { at: self.occurred_at, version, locale }
    }

    /// When the trainee was active, to the second.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        (self.kind == EventKind::Time).then(|| Span::ending(self.occurred_at, self.active_seconds))
    }
}

/// An activity was done: when, in which version, in which language. Of two that could be it, the lesser is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Done {
    pub at: Timestamp,
    pub version: VersionId,
    pub locale: Locale,
}

/// What somebody studied in most, of what she did: in which language, and in which version she did something in it last. Of two languages
/// in which she did as much it is the one that she did something in later.
#[must_use]
pub fn studied<'s>(states: impl IntoIterator<Item = &'s State>) -> Option<&'s Done> {
    let mut by_language: BTreeMap<&Locale, (usize, &Done)> = BTreeMap::new();
    for done in states.into_iter().filter_map(|state| state.done.as_ref()) {
        let (count, last) = by_language.entry(&done.locale).or_insert((0, done));
        *count += 1;
        if last.at < done.at {
            *last = done;
        }
    }
    by_language.into_values().max_by_key(|(count, last)| (*count, last.at)).map(|(_, last)| last)
}

/// What the events of an activity come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The first time.
    pub viewed_at: Option<Timestamp>,
    pub active_seconds: i32,
    pub attempts: i32,
    /// Of the attempt that counts, in basis points.
    pub score: Option<i32>,
    /// Whether any attempt was passed.
    pub passed: bool,
    pub done: Option<Done>,
}

impl State {
    /// What all events of an activity come to. `rules` are those that it had in each version, the oldest first: an event may
    /// satisfy the rule of its own version or of any later one.
    #[must_use]
    pub fn of(rules: &[Rules], events: &[Event]) -> Self {
        let attempts = || events.iter().filter(|event| event.kind.is_attempt());
        let score = rules.last().map_or(Score::Best, |rules| rules.score);
        Self {
            viewed_at: first_view(events),
            active_seconds: measure(events.iter().filter_map(Event::span)),
            attempts: i32::try_from(attempts().count()).unwrap_or(i32::MAX),
            score: counting_score(score, attempts()),
            passed: attempts().any(|event| event.kind == EventKind::Passed),
            done: done_by_any(rules, events),
        }
    }

    /// Takes new events of a lesson that has had one rule all the time. `near` are the time events known before whose
    /// spans may touch the new ones. When the answer is `true`, only the lesson's history tells when it was done: see
    /// [`of`](Self::of).
    #[must_use]
    pub fn take(&mut self, rule: CompletionRule, fresh: &[Event], near: &[Event]) -> bool {
        self.viewed_at = [self.viewed_at, first_view(fresh)].into_iter().flatten().min();
        let known = || near.iter().filter_map(Event::span);
        let gained = measure(known().chain(fresh.iter().filter_map(Event::span))) - measure(known());
        self.active_seconds = self.active_seconds.saturating_add(gained);
        let CompletionRule::Time { seconds } = rule else {
            self.be_done(done(rule, fresh.iter()));
            return false;
        };
        let is_reached = u32::try_from(self.active_seconds).is_ok_and(|active| active >= seconds);
        let is_before = |event: &Event| {
            event.span().is_some_and(|span| self.done.as_ref().is_none_or(|done| span.start() <= done.at))
        };
        is_reached && fresh.iter().any(is_before)
    }

    /// The same state, done no later than it was before: completion only grows.
    #[must_use]
    pub fn after(mut self, before: Option<&Self>) -> Self {
        self.be_done(before.and_then(|before| before.done.clone()));
        self
    }

    fn be_done(&mut self, done: Option<Done>) {
        self.done = [self.done.take(), done].into_iter().flatten().min();
    }
}

/// The rules of an activity in one version, as far as its state depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    pub version: VersionId,
    pub completion: CompletionRule,
    /// Which attempt counts; without meaning for lessons.
    pub score: Score,
}

fn first_view(events: &[Event]) -> Option<Timestamp> {
    events.iter().filter(|event| event.kind == EventKind::Viewed).map(|event| event.occurred_at).min()
}

fn counting_score<'e>(rule: Score, attempts: impl Iterator<Item = &'e Event>) -> Option<i32> {
    match rule {
        Score::Best => attempts.filter_map(|event| event.score).max(),
        Score::Last => attempts.max_by_key(|event| (event.occurred_at, event.id)).and_then(|event| event.score),
    }
}

/// When the events satisfied any of the rules first, each rule looking at the events of its version and of those before it.
fn done_by_any(rules: &[Rules], events: &[Event]) -> Option<Done> {
    let by_rule = |(place, rule): (usize, &Rules)| {
        let known = rules.get(..=place).unwrap_or_default();
        let judged = |event: &&Event| known.iter().any(|rules| rules.version == event.edition.version);
        done(rule.completion, events.iter().filter(judged))
    };
    rules.iter().enumerate().filter_map(by_rule).min()
}

/// When the events satisfied the rule first, if they do.
fn done<'e>(rule: CompletionRule, events: impl Iterator<Item = &'e Event> + Clone) -> Option<Done> {
    let first = |fits: fn(EventKind) -> bool| events.clone().filter(|event| fits(event.kind)).map(Event::done).min();
    match rule {
        CompletionRule::Viewed => first(|kind| kind == EventKind::Viewed),
        CompletionRule::Passed => first(|kind| kind == EventKind::Passed),
        CompletionRule::Submitted => first(EventKind::is_attempt),
        CompletionRule::Time { seconds } => {
            let at = spans::reached(events.clone().filter_map(Event::span), seconds)?;
            let around = events.filter(|event| event.span().is_some_and(|span| span.contains(at)));
            around.map(|event| Done { at, ..event.done() }).min()
        }
    }
}

#[cfg(test)]
mod tests;
