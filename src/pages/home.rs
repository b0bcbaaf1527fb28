//! The door of the College: what it is, courses to begin with, how a certificate is verified, and the languages.

use std::sync::Arc;

use askama::Template;

use super::components::{Card, Cards};
use super::layout::{LanguageLink, Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::{AudienceKind, CourseCard, PublishedVersion, Selection};
use crate::error::AppError;
use crate::i18n::Args;

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

/// What everybody may begin with, before courses that ask for others; where there is none of that, all.
pub fn to_begin_with(courses: Vec<Arc<PublishedVersion>>) -> Vec<Arc<PublishedVersion>> {
    let open = Selection { audience: Some(AudienceKind::Everyone), language: None };
    let mut courses = courses;
    courses.sort_by_key(|version| (!open.admits(version), version.structure.prerequisites.len()));
    courses.truncate(SHOWN);
    courses
}

/// The page, with these courses.
///
/// # Errors
/// When a course has no edition, or the template fails: neither happens.
pub fn page(reading: &Reading, courses: &[Arc<PublishedVersion>]) -> Result<String, AppError> {
    let cards = courses.iter().map(|version| {
        let edition = reading.edition(version)?;
        Ok(Card::new(reading, &CourseCard::new(version, edition)))
    });
    let begin = Cards { level: 3, cards: cards.collect::<Result<_, AppError>>()? };
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
