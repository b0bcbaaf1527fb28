//! All courses, or those in a language and for an audience, page by page.

use std::sync::Arc;

use askama::Template;

use super::components::{Card, Cards, Choice, Notice};
use super::edition::Shown;
use super::layout::{Layout, Link, Section};
use super::phrase::Phrase;
use super::reading::Reading;
use crate::courses::model::Slug;
use crate::courses::{AudienceKind, PublishedVersion, Selection};
use crate::error::AppError;
use crate::http::paging::{DEFAULT_LIMIT, Page, cursor};
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
    nothing: Option<(Notice, Link)>,
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

/// Some of the courses that were found, one page of them.
pub struct Part {
    pub courses: Vec<Arc<PublishedVersion>>,
    /// How many were found in all.
    pub count: usize,
    /// Where this part begins, written in one way whoever asks for it.
    pub begins: Option<String>,
    next: Option<String>,
}

impl Part {
    /// What comes after a course, which may be there no more.
    pub fn after(found: Vec<Arc<PublishedVersion>>, after: Option<&Slug>) -> Self {
        let (count, slug) = (found.len(), |version: &Arc<PublishedVersion>| version.slug().clone());
        let skipped = found.partition_point(|version| after.is_some_and(|after| version.slug() <= after));
        let begins = skipped.checked_sub(1).and_then(|last| found.get(last)).and_then(|last| cursor(&slug(last)));
        let Page { items: courses, next } = Page::new(found.into_iter().skip(skipped).collect(), DEFAULT_LIMIT, slug);
        Self { courses, count, begins, next }
    }
}

/// The page of a part of what a selection finds; `languages` are those that any course can be taken in.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(
    reading: &Reading,
    selection: &Selection,
    (part, shown): (&Part, &[Shown<'_>]),
    languages: &[Locale],
) -> Result<String, AppError> {
    let next = part.next.as_deref().map(|cursor| address(selection, Some(cursor)));
    let title = reading.say("pages-courses");
    let page = CataloguePage {
        layout: Layout::new(reading, &title, Section::Catalogue, &[]),
        title,
        fields: vec![language_field(reading, selection, languages), audience_field(reading, selection)],
        named: reading.named.clone(),
        button: reading.say("pages-choose"),
        found: reading.tell("pages-found", &Args::new().set("count", part.count)),
        nothing: nothing(reading, (selection, part), languages),
        courses: Cards { level: 2, cards: shown.iter().map(Card::new).collect() },
        next: next.map(|address| Link::new(reading, &address, reading.say("pages-more-courses"))),
    };
    page.render().map_err(AppError::broken)
}

/// Why there is nothing to be seen, and where there is something.
fn nothing(reading: &Reading, (selection, part): (&Selection, &Part), languages: &[Locale]) -> Option<(Notice, Link)> {
    if !part.courses.is_empty() {
        return None;
    }
    let notice = |text: Phrase| Notice { text, detail: None };
    if part.count > 0 {
        let first = Link::new(reading, &address(selection, None), reading.say("pages-first-courses"));
        return Some((notice(reading.say("pages-list-ends")), first));
    }
    let unknown = selection.language.as_ref().filter(|language| !languages.contains(language));
    let text = unknown.map_or_else(
        || reading.say("pages-none-found"),
        |language| reading.tell("pages-none-in", &Args::new().set("language", language)),
    );
    Some((notice(text), Link::new(reading, "/courses", reading.say("pages-all-courses"))))
}

fn any(reading: &Reading, id: &str, is_chosen: bool) -> Choice {
    Choice { value: String::new(), text: reading.say(id), is_chosen }
}

/// What is chosen stands there, even where no course can be taken in it.
fn language_field(reading: &Reading, selection: &Selection, languages: &[Locale]) -> Field {
    let chosen = selection.language.as_ref();
    let more = chosen.filter(|chosen| !languages.contains(chosen));
    let choices = languages.iter().chain(more).map(|locale| Choice::language(reading, locale, chosen));
    Field {
        name: "language",
        label: reading.say("pages-choose-language"),
        choices: std::iter::once(any(reading, "pages-any-language", chosen.is_none())).chain(choices).collect(),
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
            any(reading, "pages-any-audience", selection.audience.is_none()),
            choice(AudienceKind::Everyone, "pages-everyone"),
            choice(AudienceKind::Officials, "pages-any-officials"),
        ],
    }
}
