//! Histories in any order, and courses as tables.

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::courses::model::{
    Activity, Audience, Certificate, Completion, Day, Issue, Language, Module, ModuleId, QuizRules, Slug, Structure,
    Work,
};
use crate::ids::Id as _;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(1_800_000_000_000_000 + seconds * 1_000_000)
}

fn edition(locale: &str) -> EditionKey {
    let version = "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e".parse().unwrap();
    EditionKey::new(version, Locale::parse(locale).unwrap(), 1)
}

/// One version, all the time.
fn only(completion: CompletionRule, score: Score) -> [Rules; 1] {
    [Rules { version: edition("en").version, completion, score }]
}

fn event(number: u128, kind: EventKind, seconds: i32, occurred: i64) -> Event {
    Event {
        id: EventId::from_uuid(uuid::Uuid::from_u128(number)),
        activity: ActivityId::parse("lesson").unwrap(),
        kind,
        active_seconds: seconds,
        score: kind.is_attempt().then_some(seconds),
        edition: edition(if number.is_multiple_of(2) { "en" } else { "fr" }),
        occurred_at: at(occurred),
    }
}

/// As the service does: what is known is dropped, what is new is stored and merged, chunk by chunk.
fn merged(rule: CompletionRule, chunks: &[Vec<Event>]) -> State {
    let (mut state, mut stored) = (State::default(), Vec::<Event>::new());
    for chunk in chunks {
        let known = stored.clone();
        let mut fresh: Vec<Event> = Vec::new();
        for event in chunk {
            if !stored.iter().any(|other| other.id == event.id) {
                stored.push(event.clone());
                fresh.push(event.clone());
            }
        }
        if state.take(rule, &fresh, &known) {
            state = State::of(&only(rule, Score::Best), &stored).after(Some(&state));
        }
    }
    state
}

fn lesson_events() -> impl Strategy<Value = Vec<Event>> {
    let one = (any::<bool>(), 1_i32..5_000, 0_i64..20_000);
    proptest::collection::vec(one, 1..25).prop_map(|events| {
        let numbered = events.into_iter().enumerate();
        let made = numbered.map(|(number, (viewed, seconds, occurred))| {
            let (kind, seconds) =
                if viewed { (EventKind::Viewed, 0) } else { (EventKind::Time, seconds.min(LONGEST_SPAN)) };
            event(number as u128, kind, seconds, occurred)
        });
        made.collect()
    })
}

fn rule() -> impl Strategy<Value = CompletionRule> {
    prop_oneof![Just(CompletionRule::Viewed), (1_u32..9_000).prop_map(|seconds| CompletionRule::Time { seconds })]
}

proptest! {
    #[test]
    fn the_same_events_in_any_order_and_number_give_the_same_state(
        (events, repeated) in lesson_events().prop_flat_map(|events| {
            let twice: Vec<Event> = events.iter().chain(&events).cloned().collect();
            (Just(events), Just(twice).prop_shuffle())
        }),
        size in 1_usize..10,
        rule in rule(),
    ) {
        let chunks: Vec<Vec<Event>> = repeated.chunks(size).map(<[Event]>::to_vec).collect();
        prop_assert_eq!(merged(rule, &chunks), State::of(&only(rule, Score::Best), &events));
    }

    #[test]
    fn completion_only_moves_to_an_earlier_moment(events in lesson_events(), rule in rule()) {
        let mut before: Option<Timestamp> = None;
        for length in 1..=events.len() {
            let chunks: Vec<Vec<Event>> = events.iter().take(length).map(|event| vec![event.clone()]).collect();
            let now = merged(rule, &chunks).done.map(|done| done.at);
            prop_assert!(before.is_none_or(|before| now.is_some_and(|now| now <= before)));
            before = now;
        }
    }

    #[test]
    fn active_time_is_never_longer_than_the_time_that_passed(events in lesson_events()) {
        let state = State::of(&only(CompletionRule::Viewed, Score::Best), &events);
        prop_assert!(state.active_seconds <= 20_000 + LONGEST_SPAN);
    }
}

#[test]
fn an_activity_is_done_by_its_rule() {
    use EventKind::{Failed, Passed, Time, Viewed};
    let time = CompletionRule::Time { seconds: 60 };
    for (rule, events, done) in [
        (CompletionRule::Viewed, vec![event(1, Viewed, 0, 9), event(2, Viewed, 0, 5)], Some(5)),
        (CompletionRule::Viewed, vec![event(1, Time, 600, 5)], None),
        (time, vec![event(1, Viewed, 0, 5)], None),
        (time, vec![event(1, Time, 59, 100)], None),
        (time, vec![event(1, Time, 60, 100)], Some(100)),
        (time, vec![event(1, Time, 40, 100), event(2, Time, 40, 200)], Some(180)),
        (time, vec![event(1, Time, 40, 100), event(2, Time, 40, 110)], None),
        (CompletionRule::Passed, vec![event(1, Failed, 10, 5)], None),
        (CompletionRule::Passed, vec![event(1, Failed, 10, 5), event(2, Passed, 10, 7)], Some(7)),
        (CompletionRule::Submitted, vec![event(1, Failed, 10, 5), event(2, Passed, 10, 7)], Some(5)),
    ] {
        let state = State::of(&only(rule, Score::Best), &events);
        assert_eq!(state.done.map(|done| done.at), done.map(at), "{rule:?} {events:?}");
    }
}

#[test]
fn an_event_satisfies_the_rule_of_its_version_or_of_a_later_one() {
    let [first, second, third] = [1, 2, 3].map(|number| VersionId::from_uuid(uuid::Uuid::from_u128(number)));
    let time = CompletionRule::Time { seconds: 60 };
    let viewed_in = |version, occurred| {
        let edition = EditionKey::new(version, Locale::EN, 1);
        Event { edition, ..event(1, EventKind::Viewed, 0, occurred) }
    };
    let rules = |rules: &[(VersionId, CompletionRule)]| -> Vec<Rules> {
        let rules = rules.iter();
        rules
            .map(|(version, completion)| Rules { version: *version, completion: *completion, score: Score::Best })
            .collect()
    };
    for (versions, viewed, done) in [
        (rules(&[(first, CompletionRule::Viewed), (second, time)]), first, true),
        (rules(&[(first, CompletionRule::Viewed), (second, time)]), second, false),
        (rules(&[(first, time), (second, CompletionRule::Viewed)]), first, true),
        (rules(&[(first, time), (second, CompletionRule::Viewed), (third, time)]), first, true),
        (rules(&[(first, time), (second, CompletionRule::Viewed), (third, time)]), third, false),
        (rules(&[]), first, false),
    ] {
        let state = State::of(&versions, &[viewed_in(viewed, 5)]);
        assert_eq!(state.done.is_some(), done, "{versions:?} {viewed:?}");
    }
}

#[test]
fn the_best_or_the_last_attempt_counts() {
    let events = [
        event(1, EventKind::Passed, 9_000, 1),
        event(2, EventKind::Failed, 4_000, 3),
        event(3, EventKind::Passed, 8_000, 2),
    ];
    for (score, counts) in [(Score::Best, 9_000), (Score::Last, 4_000)] {
        let state = State::of(&only(CompletionRule::Passed, score), &events);
        assert_eq!((state.score, state.attempts, state.passed), (Some(counts), 3, true));
    }
}

fn activity(id: &str, module: &str, optional: bool, weight: Option<u16>) -> Activity {
    let quiz = |weight| QuizRules {
        pass_mark: 70,
        attempts: None,
        time_limit_minutes: None,
        score: Score::Best,
        weight,
        shuffle: false,
        pools: Vec::new(),
    };
    Activity {
        id: ActivityId::parse(id).unwrap(),
        module: ModuleId::parse(module).unwrap(),
        outcomes: Vec::new(),
        completion: CompletionRule::Viewed,
        preview: false,
        optional,
        work: weight.map_or(Work::Lesson, |weight| Work::Quiz(quiz(weight))),
    }
}

/// Two modules: a, b, c and an optional o in the first; d and the quizzes q (weight 1) and r (weight 2) in the second.
fn structure(course: Completion, first: Completion) -> Structure {
    let module = |id: &str, completion| Module { id: ModuleId::parse(id).unwrap(), completion };
    Structure {
        slug: Slug::parse("course").unwrap(),
        source_language: Language::parse("en").unwrap(),
        hours: 1,
        licence: "CC-BY-4.0".into(),
        review_by: Day::parse(&date!(2028 - 11 - 30).to_string()).unwrap(),
        reviewers: Vec::new(),
        prerequisites: Vec::new(),
        audience: Audience::Everyone,
        completion: course,
        certificate: Certificate { issue: Issue::None },
        outcomes: Vec::new(),
        texts: Vec::new(),
        modules: vec![module("first", first), module("second", Completion::All)],
        activities: vec![
            activity("a", "first", false, None),
            activity("o", "first", true, None),
            activity("b", "first", false, None),
            activity("c", "first", false, None),
            activity("d", "second", false, None),
            activity("q", "second", false, Some(1)),
            activity("r", "second", true, Some(2)),
        ],
        questions: Vec::new(),
        media: std::collections::BTreeMap::new(),
    }
}

#[test]
fn a_course_is_complete_by_its_rules() {
    let (all, some) = (Completion::All, |count| Completion::Some { count });
    for (course, first, done, counts, next) in [
        (all, all, "", (0, 5), Some("a")),
        (all, all, "o r", (0, 5), Some("a")),
        (all, all, "a b c d", (4, 5), Some("q")),
        (all, all, "a b c d q", (5, 5), None),
        (all, some(2), "a c", (2, 4), Some("d")),
        (all, some(2), "a b c", (2, 4), Some("d")),
        (all, some(2), "d q a", (3, 4), Some("b")),
        (all, some(2), "d q a c", (4, 4), None),
        (some(3), all, "a", (1, 3), Some("b")),
        (some(3), all, "d q o r", (2, 3), Some("a")),
        (some(3), all, "d q a b", (3, 3), None),
    ] {
        let structure = structure(course, first);
        let is_done = |id: &ActivityId| done.split(' ').any(|word| word == id.as_str());
        let standing = standing(&structure, is_done, &[]);
        assert_eq!((standing.completed, standing.required), counts, "{course:?} {first:?} {done}");
        assert_eq!(next_activity(&structure, &standing, is_done).map(ActivityId::as_str), next, "{done}");
    }
}

#[test]
fn what_is_removed_is_among_the_some_and_stands_for_none_of_all() {
    let (all, some) = (Completion::All, |count| Completion::Some { count });
    let gone = |module, optional| Removed { activity: activity("gone", module, optional, None), score: None };
    for (course, first, done, removed, counts) in [
        (some(3), all, "d q", vec![gone("first", false)], (3, 3)),
        (some(3), all, "d q", vec![gone("nowhere", false)], (3, 3)),
        (some(3), all, "d q", vec![gone("first", true)], (2, 3)),
        (some(3), all, "a d q", vec![gone("first", false)], (3, 3)),
        (all, some(2), "a d q", vec![gone("first", false)], (4, 4)),
        (all, some(2), "a d q", vec![gone("second", false)], (3, 4)),
        (all, all, "a b d q", vec![gone("first", false)], (4, 5)),
    ] {
        let is_done = |id: &ActivityId| done.split(' ').any(|word| word == id.as_str());
        let standing = standing(&structure(course, first), is_done, &removed);
        assert_eq!((standing.completed, standing.required), counts, "{course:?} {first:?} {done} {removed:?}");
    }
}

#[test]
fn a_removed_quiz_stays_in_the_grade_with_the_weight_that_it_had() {
    let structure = structure(Completion::All, Completion::All);
    let gone = |weight, score| Removed { activity: activity("gone", "first", false, weight), score };
    for (removed, expected) in [
        (gone(Some(3), Some(1_000)), Some(2_500)),
        (gone(Some(0), Some(1_000)), Some(7_000)),
        (gone(Some(3), None), Some(7_000)),
        (gone(None, None), Some(7_000)),
    ] {
        let score = |id: &ActivityId| (id.as_str() == "q").then_some(7_000);
        assert_eq!(grade(&structure, score, std::slice::from_ref(&removed)), expected, "{removed:?}");
    }
}

#[test]
fn the_grade_is_the_mean_by_weight_of_what_was_taken() {
    let structure = structure(Completion::All, Completion::All);
    for (q, r, expected) in [
        (None, None, None),
        (Some(7_000), None, Some(7_000)),
        (Some(7_000), Some(10_000), Some(9_000)),
        (Some(1), Some(0), Some(0)),
        (Some(0), Some(1), Some(1)),
    ] {
        let score = |id: &ActivityId| match id.as_str() {
            "q" => q,
            "r" => r,
            _ => Some(5),
        };
        assert_eq!(grade(&structure, score, &[]), expected, "{q:?} {r:?}");
    }
}
