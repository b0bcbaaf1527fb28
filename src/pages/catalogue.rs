//! All courses, or those in a language and for an audience, page by page.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;

use super::components::{Card, Cards, Choice, Notice};
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::{AudienceKind, CourseCard, PublishedVersion, Selection};
use crate::error::AppError;
use crate::http::Page;
use crate::i18n::{Args, Locale};

#[derive(Template)]
#[template(path = "pages/catalogue.html")]
struct CataloguePage {
    layout: Layout,
    title: Phrase,
    fields: Vec<Field>,
    /// The language that the answer to the form is asked for in.
    named: Option<Locale>,
    button: Phrase,
    found: Phrase,
    none: Option<Notice>,
    all: Link,
    courses: Cards,
    next: Option<Link>,
}

/// What is chosen by.
struct Field {
    name: &'static str,
    label: Phrase,
    choices: Vec<Choice>,
}

/// Where the list of a selection goes on, as links lead to it.
#[must_use]
pub fn address(selection: &Selection, cursor: Option<&str>) -> String {
    let language = selection.language.as_ref().map(Locale::as_str);
    let given =
        [("language", language), ("audience", selection.audience.map(AudienceKind::as_str)), ("cursor", cursor)];
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(given.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let query = query.finish();
    if query.is_empty() { "/courses".to_owned() } else { format!("/courses?{query}") }
}

/// The page with some of the courses that were found, which are so many; `languages` are those that any course can be taken in.
///
/// # Errors
/// When a course has no edition, or the template fails: neither happens.
pub fn page(
    reading: &Reading,
    selection: &Selection,
    (courses, count): (&Page<Arc<PublishedVersion>>, usize),
    languages: &BTreeSet<Locale>,
) -> Result<String, AppError> {
    let cards = courses.items.iter().map(|version| {
        let edition = reading.edition(version)?;
        Ok(Card::new(reading, &CourseCard::new(version, edition)))
    });
    let cards = Cards { level: 2, cards: cards.collect::<Result<_, AppError>>()? };
    let next = courses.next.as_deref().map(|cursor| address(selection, Some(cursor)));
    let title = reading.say("pages-courses");
    let page = CataloguePage {
        layout: Layout::new(reading, &title, Section::Catalogue, &[]),
        title,
        fields: vec![language_field(reading, selection, languages), audience_field(reading, selection)],
        named: reading.named.clone(),
        button: reading.say("pages-choose"),
        found: reading.tell("pages-found", &Args::new().set("count", count)),
        none: (count == 0).then(|| Notice { text: reading.say("pages-none-found"), detail: None }),
        all: Link::new(reading, "/courses", reading.say("pages-all-courses")),
        courses: cards,
        next: next.map(|address| Link::new(reading, &address, reading.say("pages-more-courses"))),
    };
    page.render().map_err(AppError::broken)
}

fn any(reading: &Reading, is_chosen: bool) -> Choice {
    Choice { value: String::new(), text: reading.say("pages-any"), is_chosen }
}

fn language_field(reading: &Reading, selection: &Selection, languages: &BTreeSet<Locale>) -> Field {
    let chosen = selection.language.as_ref();
    let choices = languages.iter().map(|locale| Choice::language(reading, locale, chosen));
    Field {
        name: "language",
        label: reading.say("pages-choose-language"),
        choices: std::iter::once(any(reading, chosen.is_none())).chain(choices).collect(),
    }
}

fn audience_field(reading: &Reading, selection: &Selection) -> Field {
    let choice = |kind: AudienceKind, id: &str| Choice {
        value: kind.as_str().to_owned(),
        text: reading.say(id),
        is_chosen: selection.audience == Some(kind),
    };
    Field {
        name: "audience",
        label: reading.say("pages-choose-audience"),
        choices: vec![
            any(reading, selection.audience.is_none()),
            choice(AudienceKind::Everyone, "pages-everyone"),
            choice(AudienceKind::Officials, "pages-any-officials"),
        ],
    }
}
