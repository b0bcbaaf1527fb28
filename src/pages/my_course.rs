//! A course as who is enrolled takes it: where to go on, what is done, what is asked for, and until when.

use askama::Template;

use super::components::{Breadcrumb, Fact, Facts, Notice, Progress};
use super::edition::Shown;
use super::layout::{Layout, Link};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::accounts::Actor;
use crate::app::App;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::{Activity, Completion, CompletionRule, Slug, Work};
use crate::db::Snapshot;
use crate::enrolments::{self, EnrolmentStanding};
use crate::error::AppError;
use crate::i18n::{Args, format};
use crate::progress::{self, ModuleStanding, Overview, State};

#[derive(Template)]
#[template(path = "pages/my_course.html")]
pub struct MyCoursePage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notices: Vec<Notice>,
    state: Phrase,
    progress: Option<Progress>,
    next_label: Phrase,
    next: Option<Link>,
    facts: Facts,
    outline_title: Phrase,
    modules: Vec<Module>,
    ways: Vec<Link>,
}

struct Module {
    title: Phrase,
    state: Phrase,
    parts: Vec<Part>,
}

/// A lesson or quiz, with what is asked for and how it stands.
struct Part {
    link: Link,
    is_done: bool,
    state: Phrase,
    facts: Vec<Phrase>,
}

/// What somebody takes, and how far she has come.
pub struct Taking {
    pub overview: Overview,
    /// From when on nothing counts.
    pub end: Option<Timestamp>,
    pub now: Timestamp,
}

/// Reads it; `None` for who may not read the course.
///
/// # Errors
/// 404 when there is no such course; when the database refuses.
pub fn read(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    slug: &Slug,
) -> Result<Option<Taking>, AppError> {
    let course = library.current(slug)?.course;
    let Some(enrolment) = enrolments::find_readable(snapshot, actor.person, course)? else { return Ok(None) };
    let overview = progress::show(snapshot, library, actor, enrolment.id)?;
    let end = enrolments::end_of(snapshot, &enrolment)?;
    Ok(Some(Taking { overview, end, now: snapshot.now() }))
}

impl Taking {
    /// The course in the language that it is learned in.
    ///
    /// # Errors
    /// When the version has no edition, which publication does not allow.
    pub fn shown<'a>(&'a self, reading: &'a Reading) -> Result<Shown<'a>, AppError> {
        Shown::taken(reading, &self.overview.version, &self.overview.enrolment.locale)
    }

    pub fn state(&self, activity: &Activity) -> State {
        self.overview.states.get(&activity.id).cloned().unwrap_or_default()
    }

    /// Says that nothing counts any more, where somebody may think that it does.
    pub fn over(&self, reading: &Reading) -> Option<Notice> {
        let end = self.end.filter(|end| *end <= self.now && self.overview.enrolment.completed_at.is_none())?;
        let args = Args::new().set("end", end);
        let detail = Some(reading.attribute("enrolment-expired", "detail", &args));
        Some(Notice { text: reading.tell("enrolment-expired", &args), detail })
    }
}

/// The page.
///
/// # Errors
/// When the version has no edition, which publication does not allow.
pub fn page(app: &App, reading: &Reading, taking: &Taking) -> Result<MyCoursePage, AppError> {
    let course = taking.shown(reading)?;
    let (overview, title) = (&taking.overview, course.title());
    let about = format!("/courses/{}", overview.version.slug());
    let mut ways = vec![Link::new(reading, &about, reading.say("pages-about-course"))];
    if overview.enrolment.completed_at.is_some() {
        ways.push(Link { text: reading.say("pages-take-course-again"), ..course.enrol() });
    }
    if overview.enrolment.is_open() {
        let place = format!("/my/enrolments/{}/withdrawal", overview.enrolment.id);
        ways.push(Link::new(reading, &place, reading.say("pages-withdraw")));
    }
    Ok(MyCoursePage {
        layout: course.layout(&title),
        above: Breadcrumb::new(reading, [course.list()]),
        notices: notices(app, &course, taking),
        state: state(reading, taking),
        progress: overview
            .enrolment
            .completed_at
            .is_none()
            .then(|| Progress::new(reading, (overview.standing.completed, overview.standing.required))),
        next_label: reading.say(if overview.states.is_empty() { "pages-begin-with" } else { "pages-go-on" }),
        next: next(&course, taking),
        facts: facts(&course, taking),
        outline_title: reading.say("pages-outline"),
        modules: overview.standing.modules.iter().map(|standing| module(&course, taking, standing)).collect(),
        ways,
        title,
    })
}

fn notices(app: &App, course: &Shown<'_>, taking: &Taking) -> Vec<Notice> {
    let reading = course.reading;
    let version = &taking.overview.version;
    let current = app.library.current_of(version.course).map_or(version.number, |current| current.number);
    let is_earlier = current > version.number && taking.overview.enrolment.is_open();
    let earlier = is_earlier.then(|| Notice { text: reading.say("pages-earlier-version"), detail: None });
    taking.over(reading).into_iter().chain(course.elsewhere()).chain(earlier).collect()
}

fn state(reading: &Reading, taking: &Taking) -> Phrase {
    let enrolment = &taking.overview.enrolment;
    match (enrolment.standing(taking.now), enrolment.completed_at) {
        (EnrolmentStanding::Completed, Some(at)) => {
            let day = format::long_date(at.day(), &reading.locale);
            reading.tell("pages-my-completed", &Args::new().set("date", day))
        }
        (EnrolmentStanding::Expired, _) => reading.say("pages-my-expired"),
        _ => reading.say("pages-my-active"),
    }
}

/// Where to go on, while going on counts.
fn next(course: &Shown<'_>, taking: &Taking) -> Option<Link> {
    let next = taking.overview.next.as_ref().filter(|_| taking.end.is_none_or(|end| taking.now < end))?;
    Some(Link::new(course.reading, &course.place_of(next.as_str()), course.title_of(next)))
}

fn facts(course: &Shown<'_>, taking: &Taking) -> Facts {
    let (reading, overview) = (course.reading, &taking.overview);
    let mut facts = vec![Fact::new(reading.say("pages-needs"), needs(reading, overview))];
    if let Some(end) = taking.end.filter(|_| overview.enrolment.completed_at.is_none()) {
        facts.push(Fact::new(reading.say("pages-until"), format::date_time(end, &reading.locale).into()));
    }
    if let Some(grade) = overview.grade {
        facts.push(Fact::new(reading.say("pages-grade"), format::percent(grade, &reading.locale).into()));
    }
    Facts(facts)
}

/// What the course waits for.
fn needs(reading: &Reading, overview: &Overview) -> Phrase {
    let structure = &overview.version.structure;
    let is_whole = structure.completion == Completion::All
        && structure.modules.iter().all(|module| module.completion == Completion::All);
    let id = if is_whole { "pages-needs-all" } else { "pages-needs-some" };
    reading.tell(id, &Args::new().set("count", overview.standing.required))
}

fn module(course: &Shown<'_>, taking: &Taking, standing: &ModuleStanding) -> Module {
    let (reading, id) = (course.reading, &standing.id);
    let title = course.edition.text.modules.get(id).map_or("", String::as_str);
    let counts = Args::new().set("done", standing.completed).set("required", standing.required);
    let activities = taking.overview.version.structure.activities_of(id);
    Module {
        title: course.text(&format!("modules/{id}"), title),
        state: reading.tell("pages-my-progress", &counts),
        parts: activities.map(|activity| part(course, activity, &taking.state(activity))).collect(),
    }
}

fn part(course: &Shown<'_>, activity: &Activity, state: &State) -> Part {
    let reading = course.reading;
    let kind = reading.say(if activity.quiz().is_some() { "pages-quiz" } else { "pages-lesson" });
    let optional = activity.optional.then(|| reading.say("pages-optional"));
    let is_done = state.done.is_some();
    let so_far = so_far(reading, activity, state);
    Part {
        link: Link::new(reading, &course.place_of(activity.id.as_str()), course.title_of(&activity.id)),
        is_done,
        state: reading.say(if is_done { "pages-done" } else { "pages-not-done" }),
        facts: [Some(kind), optional, (!is_done).then(|| asked_for(reading, activity)), so_far]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// When an activity counts as done.
pub fn asked_for(reading: &Reading, activity: &Activity) -> Phrase {
    match (activity.completion, &activity.work) {
        (CompletionRule::Viewed, _) => reading.say("pages-asks-reading"),
        (CompletionRule::Time { seconds }, _) => {
            reading.tell("pages-asks-time", &Args::new().set("minutes", seconds.div_ceil(60)))
        }
        (CompletionRule::Passed, Work::Quiz(rules)) => {
            let mark = format::percent(i32::from(rules.pass_mark) * 100, &reading.locale);
            reading.tell("pages-asks-passing", &Args::new().set("mark", mark))
        }
        (CompletionRule::Passed | CompletionRule::Submitted, _) => reading.say("pages-asks-submission"),
    }
}

/// What was done of it, where that says more than whether it is done.
pub fn so_far(reading: &Reading, activity: &Activity, state: &State) -> Option<Phrase> {
    if let Some(score) = state.score {
        let score = format::percent(score, &reading.locale);
        return Some(reading.tell("pages-score", &Args::new().set("score", score)));
    }
    let is_timed = matches!(activity.completion, CompletionRule::Time { .. }) && state.done.is_none();
    is_timed.then(|| reading.tell("pages-time-so-far", &Args::new().set("minutes", state.active_seconds / 60)))
}
