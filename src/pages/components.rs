//! What pages are made of, each with one look.

use askama::Template;
use askama::filters::HtmlSafe;

use super::layout::{LanguageLink, Link};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::{AudienceView, CourseCard};
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

impl HtmlSafe for Notice {}
impl HtmlSafe for Facts {}
impl HtmlSafe for Breadcrumb {}
impl HtmlSafe for Cards {}

impl Fact {
    pub fn new(label: Phrase, text: Phrase) -> Self {
        Self { label, values: vec![Value { text, href: None }] }
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
    pub fn new(reading: &Reading, course: &CourseCard) -> Self {
        let locale = || Locale::parse(&course.lang).unwrap_or(Locale::EN);
        let place = format!("/courses/{}", course.slug);
        let languages = course.languages.iter().filter_map(|tag| Locale::parse(tag).ok());
        Self {
            href: reading.link(&place),
            title: reading.quote(&*course.title, locale()),
            summary: reading.quote(&*course.summary, locale()),
            facts: vec![hours(reading, course.hours), audience(reading, &course.audience)],
            languages: languages.map(|locale| LanguageLink::new(&locale, format!("{place}?lang={locale}"))).collect(),
        }
    }
}

/// The study time of a course.
pub fn hours(reading: &Reading, hours: u16) -> Phrase {
    reading.tell("pages-hours", &Args::new().set("hours", hours))
}

/// For whom a course is.
pub fn audience(reading: &Reading, audience: &AudienceView) -> Phrase {
    let AudienceView::Officials { authorities } = audience else { return reading.say("pages-everyone") };
    let names: Vec<String> = authorities.iter().map(|kind| reading.say(authority(*kind)).text).collect();
    reading.tell("pages-officials", &Args::new().set("authorities", format::list(&names, &reading.locale)))
}

const fn authority(kind: AuthorityKind) -> &'static str {
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

/// The languages of a list, each named in itself, for a choice.
pub struct Choice {
    pub value: String,
    pub text: Phrase,
    pub is_chosen: bool,
}

impl Choice {
    pub fn language(reading: &Reading, locale: &Locale, chosen: Option<&Locale>) -> Self {
        let text = reading.quote(autonym(locale), locale.clone());
        Self { value: locale.to_string(), text, is_chosen: chosen == Some(locale) }
    }
}
