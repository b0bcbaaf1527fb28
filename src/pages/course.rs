//! A course: what it is, how long it takes, for whom, in which languages and in what state of these, and its outline.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;

use super::components::{self, Breadcrumb, Fact, Facts, Notice, Value};
use super::layout::{LanguageLink, Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::model::Slug;
use crate::courses::{
    ActivityCard, ActivityKind, BorrowedView, CertificatePolicy, ModuleView, Outline, PublishedEdition,
    PublishedVersion,
};
use crate::error::AppError;
use crate::i18n::{Args, Locale, format};

#[derive(Template)]
#[template(path = "pages/course.html")]
struct CoursePage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    notice: Option<Notice>,
    summary: Phrase,
    begin: Option<Link>,
    facts: Facts,
    description: Phrase,
    outcomes_title: Phrase,
    outcomes: Vec<Phrase>,
    outline_title: Phrase,
    outline_text: Phrase,
    modules: Vec<Module>,
    languages_title: Phrase,
    editions: Vec<EditionRow>,
}

struct Module {
    title: Phrase,
    steps: Vec<Step>,
}

/// A lesson or quiz in the outline.
struct Step {
    title: Phrase,
    /// Where it can be read, by guests.
    href: Option<String>,
    kind: Phrase,
    marks: Vec<Phrase>,
}

/// A language that the course can be taken in.
struct EditionRow {
    link: LanguageLink,
    states: Vec<Phrase>,
}

/// The texts of a course in one language, some of which are borrowed from another.
pub struct Texts<'r> {
    reading: &'r Reading,
    locale: &'r Locale,
    borrowed: &'r BTreeMap<String, BorrowedView>,
}

impl<'r> Texts<'r> {
    pub const fn new(reading: &'r Reading, locale: &'r Locale, borrowed: &'r BTreeMap<String, BorrowedView>) -> Self {
        Self { reading, locale, borrowed }
    }

    /// The text that stands at a place.
    pub fn at(&self, place: &str, text: &str) -> Phrase {
        let borrowed = self.borrowed.get(place).and_then(|view| Locale::parse(&view.lang).ok());
        self.reading.quote(text, borrowed.unwrap_or_else(|| self.locale.clone()))
    }
}

/// The page of a course in an edition; the courses that it asks for first are `before`, each with its title.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(
    reading: &Reading,
    (version, edition): (&PublishedVersion, &PublishedEdition),
    before: &[(Slug, Phrase)],
) -> Result<String, AppError> {
    let outline = Outline::new(version, edition);
    let texts = Texts::new(reading, &edition.locale, &outline.borrowed);
    let title = texts.at("title", &outline.card.title);
    let mut layout = Layout::new(reading, &title, Section::Other, &version.locales());
    let summary = texts.at("summary", &outline.card.summary);
    layout.description = Some(summary.clone());
    let page = CoursePage {
        layout,
        above: Breadcrumb::new(reading, [Link::new(reading, "/courses", reading.say("pages-courses"))]),
        title,
        notice: other_language(reading, &edition.locale),
        summary,
        begin: begin(reading, &outline),
        facts: facts(reading, &outline, (version, before)),
        description: texts.at("description", &outline.description),
        outcomes_title: reading.say("pages-outcomes"),
        outcomes: outline.outcomes.iter().map(|it| texts.at(&format!("outcomes/{}", it.id), &it.text)).collect(),
        outline_title: reading.say("pages-outline"),
        outline_text: reading.attribute("pages-outline", "text", &Args::new()),
        modules: modules(&texts, &outline),
        languages_title: reading.say("pages-languages"),
        editions: version.locales().iter().filter_map(|locale| row(reading, version, locale)).collect(),
    };
    page.render().map_err(AppError::broken)
}

/// Where nothing of the course is in the language of the page.
pub fn other_language(reading: &Reading, shown: &Locale) -> Option<Notice> {
    // Who asks for a language by name is not told that she got it.
    let is_wanted = reading.named.as_ref() == Some(shown) || reading.locale.is_pseudo();
    let is_other = reading.quote("", shown.clone()).marks.0.is_some();
    (is_other && !is_wanted).then(|| {
        let args = Args::new().set("language", shown);
        Notice { text: reading.tell("pages-other-language", &args), detail: None }
    })
}

/// The first lesson that guests may read.
fn begin(reading: &Reading, outline: &Outline) -> Option<Link> {
    let open = outline.modules.iter().flat_map(|module| &module.activities).find(|activity| activity.preview)?;
    let place = format!("/courses/{}/{}", outline.card.slug, open.id);
    Some(Link::new(reading, &place, reading.say("pages-try")))
}

fn facts(reading: &Reading, outline: &Outline, (version, before): (&PublishedVersion, &[(Slug, Phrase)])) -> Facts {
    let label = |id: &str| reading.say(id);
    let mut facts = vec![
        Fact::new(label("pages-study-time"), components::hours(reading, outline.card.hours)),
        Fact::new(label("pages-audience"), components::audience(reading, &outline.card.audience)),
        Fact::new(label("pages-contents"), contents(reading, outline)),
        Fact::new(label("pages-certificate"), reading.say(certificate(outline.certificate))),
    ];
    if !before.is_empty() {
        let value = |(slug, title): &(Slug, Phrase)| Value {
            text: title.clone(),
            href: Some(reading.link(&format!("/courses/{slug}"))),
        };
        facts.push(Fact { label: label("pages-before"), values: before.iter().map(value).collect() });
    }
    let review = format::long_date(version.structure.review_by.date(), &reading.locale);
    facts.push(Fact::new(label("pages-review"), review.into()));
    facts.push(Fact::new(label("pages-licence"), outline.licence.clone().into()));
    Facts(facts)
}

fn contents(reading: &Reading, outline: &Outline) -> Phrase {
    let activities = || outline.modules.iter().flat_map(|module| &module.activities);
    let counted = |kind: ActivityKind, id: &str| {
        let count = activities().filter(|activity| activity.kind == kind).count();
        (count > 0).then(|| reading.tell(id, &Args::new().set("count", count)).text)
    };
    let parts = [counted(ActivityKind::Lesson, "pages-lessons"), counted(ActivityKind::Quiz, "pages-quizzes")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format::list(&parts, &reading.locale).into()
}

const fn certificate(policy: CertificatePolicy) -> &'static str {
    match policy {
        CertificatePolicy::OnCompletion => "pages-certificate-on-completion",
        CertificatePolicy::AfterSignOff => "pages-certificate-after-sign-off",
        CertificatePolicy::None => "pages-certificate-none",
    }
}

fn modules(texts: &Texts<'_>, outline: &Outline) -> Vec<Module> {
    let module = |module: &ModuleView| Module {
        title: texts.at(&format!("modules/{}", module.id), &module.title),
        steps: module.activities.iter().map(|activity| step(texts, &outline.card.slug, activity)).collect(),
    };
    outline.modules.iter().map(module).collect()
}

fn step(texts: &Texts<'_>, course: &str, activity: &ActivityCard) -> Step {
    let reading = texts.reading;
    let place = format!("/courses/{course}/{}", activity.id);
    let kind = match activity.kind {
        ActivityKind::Lesson => reading.say("pages-lesson"),
        ActivityKind::Quiz => {
            reading.tell("pages-quiz-of", &Args::new().set("count", activity.questions.unwrap_or_default()))
        }
    };
    let marks = [(activity.preview, "pages-open-to-all"), (activity.optional, "pages-optional")];
    Step {
        title: texts.at(&format!("activities/{}", activity.id), &activity.title),
        href: activity.preview.then(|| reading.link(&place)),
        kind,
        marks: marks.into_iter().filter(|(applies, _)| *applies).map(|(_, id)| reading.say(id)).collect(),
    }
}

fn row(reading: &Reading, version: &PublishedVersion, locale: &Locale) -> Option<EditionRow> {
    let edition: &Arc<PublishedEdition> = version.editions.values().find(|edition| edition.locale == *locale)?;
    let stale = edition.text.stale.len();
    let mut states = vec![if edition.text.language == version.structure.source_language {
        reading.say("pages-edition-original")
    } else if edition.is_partial() {
        reading.say("pages-edition-partial")
    } else {
        reading.say("pages-edition-complete")
    }];
    if stale > 0 {
        states.push(reading.tell("pages-edition-stale", &Args::new().set("count", stale)));
    }
    Some(EditionRow { link: LanguageLink::new(locale, reading.here_in(locale)), states })
}
