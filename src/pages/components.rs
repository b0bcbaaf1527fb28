//! What pages are made of, each with one look.

use askama::Template;
use askama::filters::HtmlSafe;

use super::edition::Shown;
use super::layout::{LanguageLink, Link};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::model::Audience;
use crate::i18n::{Args, Locale, autonym, format};
use crate::parties::AuthorityKind;

/// Something to be aware of before reading on.
#[derive(Template)]
#[template(path = "pages/components/notice.html")]
pub struct Notice {
    pub text: Phrase,
    pub detail: Option<Phrase>,
}

/// Facts with their labels.
#[derive(Template)]
#[template(path = "pages/components/facts.html")]
pub struct Facts(pub Vec<Fact>);

pub struct Fact {
    pub label: Phrase,
    pub values: Vec<Value>,
}

/// A text, perhaps one that leads somewhere.
pub struct Value {
    pub text: Phrase,
    pub href: Option<String>,
}

/// Where the page stands: what is above it, from the top.
#[derive(Template)]
#[template(path = "pages/components/breadcrumb.html")]
pub struct Breadcrumb {
    pub label: Phrase,
    pub above: Vec<Link>,
}

/// Courses to choose among.
#[derive(Template)]
#[template(path = "pages/components/cards.html")]
pub struct Cards {
    /// The level of their headings.
    pub level: u8,
    pub cards: Vec<Card>,
}

pub struct Card {
    pub href: String,
    pub title: Phrase,
    pub summary: Phrase,
    pub facts: Vec<Phrase>,
    pub languages: Vec<LanguageLink>,
}

/// How much of what is required is done.
#[derive(Template)]
#[template(path = "pages/components/progress.html")]
pub struct Progress {
    pub text: Phrase,
    pub done: u32,
    pub of: u32,
}

impl Progress {
    pub fn new(reading: &Reading, (done, of): (u32, u32)) -> Self {
        let args = Args::new().set("done", done).set("required", of);
        Self { text: reading.tell("pages-my-progress", &args), done, of }
    }
}

impl HtmlSafe for Progress {}
impl HtmlSafe for Notice {}
impl HtmlSafe for Facts {}
impl HtmlSafe for Breadcrumb {}
impl HtmlSafe for Cards {}

impl Fact {
    pub fn new(label: Phrase, text: Phrase) -> Self {
        Self::of(label, vec![text])
    }

    pub fn of(label: Phrase, texts: Vec<Phrase>) -> Self {
        Self { label, values: texts.into_iter().map(|text| Value { text, href: None }).collect() }
    }
}

impl Breadcrumb {
    /// From the home of the College down to `below`.
    pub fn new(reading: &Reading, below: impl IntoIterator<Item = Link>) -> Self {
        let home = Link::new(reading, "/", reading.say("pages-home"));
        Self { label: reading.say("pages-breadcrumb"), above: std::iter::once(home).chain(below).collect() }
    }
}

impl Card {
    pub fn new(course: &Shown<'_>) -> Self {
        let (reading, structure, place) = (course.reading, &course.version.structure, course.place());
        let language = |locale: &Locale| LanguageLink::new(locale, format!("{place}?lang={locale}"));
        Self {
            href: reading.link(&place),
            title: course.title(),
            summary: course.summary(),
            facts: std::iter::once(hours(reading, structure.hours))
                .chain(audience(reading, &structure.audience))
                .collect(),
            languages: course.version.locales().iter().map(language).collect(),
        }
    }
}

/// The study time of a course.
pub fn hours(reading: &Reading, hours: u16) -> Phrase {
    reading.tell("pages-hours", &Args::new().set("hours", hours))
}

/// For whom a course is: in one phrase, where all words of it are in one language.
pub fn audience(reading: &Reading, audience: &Audience) -> Vec<Phrase> {
    let Audience::Officials { authorities } = audience else { return vec![reading.say("pages-everyone")] };
    let names: Vec<Phrase> = authorities.iter().map(|kind| reading.say(authority(*kind))).collect();
    let texts: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
    let list = format::list(&texts, &reading.locale);
    let whole = reading.tell("pages-officials", &Args::new().set("authorities", list));
    if names.iter().all(|name| name.marks == whole.marks) {
        return vec![whole];
    }
    std::iter::once(reading.say("pages-any-officials")).chain(names).collect()
}

pub const fn authority(kind: AuthorityKind) -> &'static str {
    match kind {
        AuthorityKind::ManagementAuthority => "pages-management-authorities",
        AuthorityKind::ScientificAuthority => "pages-scientific-authorities",
        AuthorityKind::Customs => "pages-customs",
        AuthorityKind::EnforcementAuthority => "pages-enforcement-authorities",
        AuthorityKind::Prosecution => "pages-prosecution",
        AuthorityKind::Judiciary => "pages-judiciary",
        AuthorityKind::Legislature => "pages-legislature",
        AuthorityKind::Other => "pages-other-bodies",
    }
}

/// Something to choose in a form.
pub struct Choice {
    pub value: String,
    pub text: Phrase,
    pub is_chosen: bool,
}

impl Choice {
    /// A language, named in itself.
    pub fn language(reading: &Reading, locale: &Locale, chosen: Option<&Locale>) -> Self {
        let text = reading.quote(autonym(locale), locale.clone());
        Self { value: locale.to_string(), text, is_chosen: chosen == Some(locale) }
    }
}
