//! The door of the College: what it is, courses to begin with, how a certificate is verified, and the languages.

use std::sync::Arc;

use askama::Template;

use super::components::{Card, Cards};
use super::edition::Shown;
use super::layout::{LanguageLink, Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::{AudienceKind, PublishedVersion, Selection};
use crate::error::AppError;
use crate::i18n::{Args, Locale};

/// Courses that are shown at the door.
const SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    layout: Layout,
    title: Phrase,
    welcome: Phrase,
    begin_title: Phrase,
    begin: Cards,
    all: Link,
    verify_title: Phrase,
    verify_text: Phrase,
    verify: Link,
    languages_title: Phrase,
    languages_text: Phrase,
    languages: Vec<LanguageLink>,
}

/// What can be read in the language of the page before what cannot, what is for everybody before what is not, and what asks for no other
/// course before what does.
pub fn to_begin_with(locale: &Locale, mut courses: Vec<Arc<PublishedVersion>>) -> Vec<Arc<PublishedVersion>> {
    let open = Selection { audience: Some(AudienceKind::Everyone), language: None };
    courses.sort_by_key(|version| {
        (!version.locales().contains(locale), !open.admits(version), version.structure.prerequisites.len())
    });
    courses.truncate(SHOWN);
    courses
}

/// The page, with these courses.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(reading: &Reading, courses: &[Shown<'_>]) -> Result<String, AppError> {
    let begin = Cards { level: 3, cards: courses.iter().map(Card::new).collect() };
    let (title, welcome) = (reading.say("pages-welcome"), reading.attribute("pages-welcome", "text", &Args::new()));
    let mut layout = Layout::new(reading, &title, Section::Home, &[]);
    layout.description = Some(welcome.clone());
    let page = HomePage {
        layout,
        title,
        welcome,
        begin_title: reading.say("pages-begin"),
        begin,
        all: Link::new(reading, "/courses", reading.say("pages-all-courses")),
        verify_title: reading.say("pages-shown-a-certificate"),
        verify_text: reading.attribute("pages-shown-a-certificate", "text", &Args::new()),
        verify: Link::new(reading, "/verify", reading.say("pages-verify")),
        languages_title: reading.say("pages-languages"),
        languages_text: reading.attribute("pages-languages", "text", &Args::new()),
        languages: reading.spoken.iter().map(|it| LanguageLink::new(it, reading.here_in(it))).collect(),
    };
    page.render().map_err(AppError::broken)
}
