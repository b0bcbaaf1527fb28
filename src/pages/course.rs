//! A course: what it is, how long it takes, for whom, in which languages and in what state of these, and its outline.

use askama::Template;

use super::components::{self, Breadcrumb, Fact, Facts, Notice, Value};
use super::edition::{Shown, Step};
use super::layout::{LanguageLink, Layout, Link};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::model::{Activity, Issue, Module as ModuleOf, OutcomeId, Work};
use crate::courses::{ActivityCard, PublishedEdition};
use crate::error::AppError;
use crate::i18n::{Args, Locale, format};

#[derive(Template)]
#[template(path = "pages/course.html")]
struct CoursePage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notices: Vec<Notice>,
    summary: Phrase,
    begin: Option<Link>,
    enrol: Link,
    facts: Facts,
    description: Phrase,
    outcomes_title: Phrase,
    outcomes: Vec<Phrase>,
    outline_title: Phrase,
    outline_text: Option<Phrase>,
    modules: Vec<Module>,
    languages_title: Phrase,
    editions: Vec<EditionRow>,
}

struct Module {
    title: Phrase,
    parts: Vec<Part>,
}

/// A lesson or quiz, with what is said of it.
struct Part {
    step: Step,
    kind: Phrase,
    marks: Vec<Phrase>,
}

/// A language that the course can be taken in.
struct EditionRow {
    link: LanguageLink,
    states: Vec<Phrase>,
}

/// The page of a course; the courses that it asks for first are `before`.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(course: &Shown<'_>, before: &[Shown<'_>]) -> Result<String, AppError> {
    let (reading, version, text) = (course.reading, course.version, &course.edition.text);
    let outcome =
        |id: &OutcomeId| course.text(&format!("outcomes/{id}"), text.outcomes.get(id).map_or("", String::as_str));
    let page = CoursePage {
        layout: Layout { description: Some(course.summary()), ..course.layout(&course.title()) },
        above: Breadcrumb::new(reading, [Link::new(reading, "/courses", reading.say("pages-courses"))]),
        title: course.title(),
        notices: notices(course),
        summary: course.summary(),
        begin: begin(course),
        enrol: course.enrol(),
        facts: facts(course, before),
        description: course.text("description", &text.description),
        outcomes_title: reading.say("pages-outcomes"),
        outcomes: version.structure.outcomes.iter().map(outcome).collect(),
        outline_title: reading.say("pages-outline"),
        outline_text: outline_text(course),
        modules: version.structure.modules.iter().map(|it| module(course, it)).collect(),
        languages_title: reading.say("pages-languages"),
        editions: version.locales().iter().filter_map(|locale| row(course, locale)).collect(),
    };
    page.render().map_err(AppError::broken)
}

/// What is not as a reader would expect: the language, and an original that has moved on.
fn notices(course: &Shown<'_>) -> Vec<Notice> {
    let stale = course.edition.is_outline_stale().then(|| Notice {
        text: course.reading.say("pages-course-stale"),
        detail: Some(course.reading.attribute("pages-stale", "text", &Args::new())),
    });
    course.elsewhere().into_iter().chain(stale).collect()
}

/// The first lesson that guests may read.
fn begin(course: &Shown<'_>) -> Option<Link> {
    let open = course.version.structure.reading_order().find(|activity| course.is_open(activity))?;
    let place = course.place_of(open.id.as_str());
    Some(Link::new(course.reading, &place, course.reading.say("pages-try")))
}

/// What links mean, where some of the activities are links and others are not.
fn outline_text(course: &Shown<'_>) -> Option<Phrase> {
    let (open, closed): (Vec<&Activity>, Vec<&Activity>) =
        course.version.structure.activities.iter().partition(|activity| course.is_open(activity));
    let differ = !open.is_empty() && !closed.is_empty();
    differ.then(|| course.reading.attribute("pages-outline", "text", &Args::new()))
}

fn facts(course: &Shown<'_>, before: &[Shown<'_>]) -> Facts {
    let (reading, structure) = (course.reading, &course.version.structure);
    let label = |id: &str| reading.say(id);
    let mut facts = vec![
        Fact::new(label("pages-study-time"), components::hours(reading, structure.hours)),
        Fact::of(label("pages-audience"), components::audience(reading, &structure.audience)),
        Fact::of(label("pages-contents"), contents(course)),
        Fact::new(label("pages-size"), size(reading, course.edition)),
        Fact::new(label("pages-certificate"), reading.say(certificate(structure.certificate.issue))),
    ];
    if !before.is_empty() {
        let value = |it: &Shown<'_>| Value { text: it.title(), href: Some(reading.link(&it.place())) };
        facts.push(Fact { label: label("pages-before"), values: before.iter().map(value).collect() });
    }
    let review = format::long_date(structure.review_by.date(), &reading.locale);
    facts.push(Fact::new(label("pages-review"), review.into()));
    facts.push(Fact::new(label("pages-licence"), structure.licence.clone().into()));
    Facts(facts)
}

fn contents(course: &Shown<'_>) -> Vec<Phrase> {
    let activities = &course.version.structure.activities;
    let quizzes = activities.iter().filter(|activity| activity.quiz().is_some()).count();
    let counts = [(activities.len() - quizzes, "pages-lessons"), (quizzes, "pages-quizzes")];
    let counted = counts.into_iter().filter(|(count, _)| *count > 0);
    counted.map(|(count, id)| course.reading.tell(id, &Args::new().set("count", count))).collect()
}

/// What all of it weighs, before any of it is loaded.
fn size(reading: &Reading, edition: &PublishedEdition) -> Phrase {
    let size = edition.size();
    let args = Args::new().set("kilobytes", size.bytes.div_ceil(1_000)).set("count", size.pictures);
    reading.tell("pages-size-of", &args)
}

const fn certificate(issue: Issue) -> &'static str {
    match issue {
        Issue::OnCompletion => "pages-certificate-on-completion",
        Issue::AfterSignOff => "pages-certificate-after-sign-off",
        Issue::None => "pages-certificate-none",
    }
}

fn module(course: &Shown<'_>, module: &ModuleOf) -> Module {
    let title = course.edition.text.modules.get(&module.id).map_or("", String::as_str);
    let parts = course.version.structure.activities_of(&module.id).map(|activity| part(course, activity));
    Module { title: course.text(&format!("modules/{}", module.id), title), parts: parts.collect() }
}

fn part(course: &Shown<'_>, activity: &Activity) -> Part {
    let reading = course.reading;
    let kind = match activity.work {
        Work::Lesson => reading.say("pages-lesson"),
        Work::Quiz(_) => {
            let questions = ActivityCard::new(course.version, course.edition, activity).questions;
            reading.tell("pages-quiz-of", &Args::new().set("count", questions.unwrap_or_default()))
        }
    };
    let marks = [(course.is_open(activity), "pages-open-to-all"), (activity.optional, "pages-optional")];
    Part {
        step: course.step(activity),
        kind,
        marks: marks.into_iter().filter(|(applies, _)| *applies).map(|(_, id)| reading.say(id)).collect(),
    }
}

fn row(course: &Shown<'_>, locale: &Locale) -> Option<EditionRow> {
    let (reading, version) = (course.reading, course.version);
    let edition = version.editions.values().find(|edition| edition.locale == *locale)?;
    let mut states = vec![if edition.text.language == version.structure.source_language {
        reading.say("pages-edition-original")
    } else if edition.is_partial() {
        reading.say("pages-edition-partial")
    } else {
        reading.say("pages-edition-complete")
    }];
    let stale = edition.stale_lessons();
    if stale > 0 {
        states.push(reading.tell("pages-edition-stale", &Args::new().set("count", stale)));
    }
    Some(EditionRow { link: LanguageLink::new(locale, reading.here_in(locale)), states })
}
