//! A quiz before an attempt and between two: its rules, what was done at it, and the way into the next.

use askama::Template;

use super::components::{Breadcrumb, Fact, Facts, Notice};
use super::edition::Shown;
use super::form::{Errors, Hidden};
use super::layout::{Layout, Link};
use super::my_course::{self, Taking};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::ActivityCard;
use crate::courses::model::{Activity, QuizRules, Score};
use crate::error::{AppError, Problem};
use crate::i18n::{Args, format};
use crate::quizzes::{Attempt, Prospect};

#[derive(Template)]
#[template(path = "pages/quiz.html")]
pub struct QuizPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notices: Vec<Notice>,
    /// Why no attempt began.
    refusal: Option<Errors>,
    introduction: Option<Phrase>,
    facts: Facts,
    advice: Option<Phrase>,
    go_on: Option<Link>,
    start: Option<Start>,
    attempts_title: Phrase,
    attempts: Vec<AttemptRow>,
    course: Link,
}

struct Start {
    action: String,
    hidden: Hidden,
    button: Phrase,
}

/// An attempt that is over.
struct AttemptRow {
    link: Link,
    facts: Vec<Phrase>,
}

/// The page; `refusal` is why an attempt that was to begin did not.
///
/// # Errors
/// When the version has no edition, which publication does not allow.
pub fn page(
    reading: &Reading,
    (taking, prospect): (&Taking, &Prospect),
    (activity, rules): (&Activity, &QuizRules),
    (token, refusal): (Hidden, Option<&Problem>),
) -> Result<QuizPage, AppError> {
    let course = taking.shown(reading)?;
    let title = course.title_of(&activity.id);
    let open = prospect.attempts.iter().find(|attempt| attempt.is_open());
    let over = taking.over(reading);
    let may_start = open.is_none() && prospect.left != Some(0) && over.is_none();
    let over_all = prospect.attempts.iter().filter(|attempt| !attempt.is_open());
    Ok(QuizPage {
        layout: course.layout(&title),
        above: course.above(),
        notices: over.into_iter().chain(course.elsewhere()).collect(),
        refusal: refusal.map(|problem| Errors::of(reading, problem)),
        introduction: introduction(&course, activity),
        facts: facts(&course, (taking, prospect), (activity, rules)),
        advice: may_start.then(|| advice(reading, prospect)),
        go_on: open.map(|attempt| Link::new(reading, &place(attempt), reading.say("pages-attempt-go-on"))),
        start: may_start.then(|| Start {
            action: reading.link(&reading.address),
            hidden: token,
            button: reading.say(if prospect.attempts.is_empty() {
                "pages-attempt-start"
            } else {
                "pages-attempt-again"
            }),
        }),
        attempts_title: reading.say("pages-attempts"),
        attempts: over_all.map(|attempt| row(reading, attempt)).collect(),
        course: Link::new(reading, &course.place(), reading.say("pages-to-course")),
        title,
    })
}

/// The address of an attempt.
pub fn place(attempt: &Attempt) -> String {
    format!("/my/attempts/{}", attempt.id)
}

/// The line above the questions.
pub fn introduction(course: &Shown<'_>, activity: &Activity) -> Option<Phrase> {
    let text = course.edition.text.quizzes.get(&activity.id)?.introduction.as_ref()?;
    Some(course.text(&format!("quizzes/{}/introduction", activity.id), text))
}

fn facts(
    course: &Shown<'_>,
    (taking, prospect): (&Taking, &Prospect),
    (activity, rules): (&Activity, &QuizRules),
) -> Facts {
    let reading = course.reading;
    let state = taking.state(activity);
    let asked = ActivityCard::new(course.version, course.edition, activity).questions.unwrap_or_default();
    let mark = format::percent(i32::from(rules.pass_mark) * 100, &reading.locale);
    let mut facts = vec![
        Fact::new(reading.say("pages-contents"), reading.tell("pages-questions", &Args::new().set("count", asked))),
        Fact::new(reading.say("pages-pass-mark"), mark.into()),
        Fact::new(reading.say("pages-attempts-left"), left(reading, prospect)),
    ];
    if let Some(limit) = prospect.time_limit {
        let minutes = reading.tell("pages-minutes", &Args::new().set("minutes", limit.as_secs().div_ceil(60)));
        facts.push(Fact::new(reading.say("pages-time-limit"), minutes));
    }
    let counts = match (rules.weight, rules.score) {
        (0, _) => "pages-counts-not",
        (_, Score::Best) => "pages-counts-best",
        (_, Score::Last) => "pages-counts-last",
    };
    facts.push(Fact::new(reading.say("pages-counts"), reading.say(counts)));
    let done = reading.say(if state.done.is_some() { "pages-done" } else { "pages-not-done" });
    let asked_for = state.done.is_none().then(|| my_course::asked_for(reading, activity));
    let stands = [Some(done), asked_for, my_course::so_far(reading, activity, &state)];
    facts.push(Fact::of(reading.say("pages-state"), stands.into_iter().flatten().collect()));
    Facts(facts)
}

/// How many attempts may still be started.
pub fn left(reading: &Reading, prospect: &Prospect) -> Phrase {
    match prospect.left {
        Some(left) => reading.tell("pages-attempts-count", &Args::new().set("count", left)),
        None => reading.say("pages-attempts-any"),
    }
}

/// What to know before one begins.
fn advice(reading: &Reading, prospect: &Prospect) -> Phrase {
    reading.say(if prospect.time_limit.is_some() { "pages-attempt-timed" } else { "pages-attempt-untimed" })
}

fn row(reading: &Reading, attempt: &Attempt) -> AttemptRow {
    let number = reading.tell("pages-attempt", &Args::new().set("number", attempt.number));
    let mut facts = Vec::new();
    if let (Some(at), Some(outcome)) = (attempt.submitted_at, &attempt.outcome) {
        facts.push(format::long_date(at.day(), &reading.locale).into());
        facts.push(format::percent(outcome.score, &reading.locale).into());
        facts.push(reading.say(if outcome.passed { "pages-passed" } else { "pages-not-passed" }));
    }
    AttemptRow { link: Link::new(reading, &place(attempt), number), facts }
}
