//! What all pages share: head, header with navigation and languages, footer; and the policy that keeps everything else out.

use std::sync::LazyLock;

use super::phrase::{Marks, Phrase};
use super::reading::Reading;
use crate::http::html;
use crate::http::openapi::READER;
use crate::i18n::{Locale, autonym};

/// It stands in every page: on a slow link two packets cost less than another request, without which nothing could be shown.
const STYLE: &str = include_str!("style.css");

/// This style and the College's own pictures; no script, nothing from elsewhere, no form that goes elsewhere.
#[must_use]
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| html::policy(STYLE, "img-src 'self'; form-action 'self'"));
    &POLICY
}

/// The part of the College that a page belongs to, as the navigation shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Catalogue,
    Mine,
    /// None of them.
    Other,
}

/// What stands around a page.
pub struct Layout {
    pub lang: String,
    pub dir: &'static str,
    pub style: &'static str,
    /// Of the document: the page's own, with the College's name.
    pub title: Phrase,
    /// One or two sentences for whoever finds the page in a list.
    pub description: Option<Phrase>,
    pub skip: Phrase,
    pub home: String,
    pub college: Phrase,
    pub navigation_label: Phrase,
    pub navigation: Vec<Link>,
    pub language_label: Phrase,
    /// The page's language, in itself.
    pub language: String,
    pub languages: Vec<LanguageLink>,
    pub footer_label: Phrase,
    pub footer: Vec<Link>,
}

pub struct Link {
    pub href: String,
    pub text: Phrase,
    /// Whether it leads to the page that it stands on.
    pub is_here: bool,
    /// Whether it leads to what that page is a part of.
    pub is_above: bool,
}

/// A language, named in itself, and where the same is read in it.
pub struct LanguageLink {
    pub href: String,
    pub lang: String,
    pub dir: &'static str,
    pub name: String,
}

impl LanguageLink {
    pub fn new(locale: &Locale, href: String) -> Self {
        Self { href, lang: locale.to_string(), dir: locale.direction().as_str(), name: autonym(locale) }
    }
}

impl Link {
    pub fn new(reading: &Reading, address: &str, text: Phrase) -> Self {
        Self { href: reading.link(address), text, is_here: false, is_above: false }
    }
}

impl Layout {
    /// Around a page of a title, which can be read in the languages that pages speak and in `more`.
    pub fn new(reading: &Reading, title: &Phrase, section: Section, more: &[Locale]) -> Self {
        let college = reading.say("college-name");
        let whole = if section == Section::Home {
            college.clone()
        } else {
            // One element for two texts: where they are in two languages, neither is marked.
            let marks = if title.marks == college.marks { title.marks.clone() } else { Marks::default() };
            Phrase { text: format!("{} – {}", title.text, college.text), marks }
        };
        let link = |address: &str, id: &str| Link::new(reading, address, reading.say(id));
        let part = |address: &str, id: &str, of: Section| {
            let is_here = reading.address == address;
            Link { is_here, is_above: section == of && !is_here, ..link(address, id) }
        };
        Self {
            lang: reading.locale.to_string(),
            dir: reading.locale.direction().as_str(),
            style: STYLE,
            title: whole,
            description: None,
            skip: reading.say("pages-skip"),
            home: reading.link("/"),
            college,
            navigation_label: reading.say("pages-navigation"),
            navigation: vec![
                part("/", "pages-home", Section::Home),
                part("/courses", "pages-courses", Section::Catalogue),
                part("/my", "pages-my", Section::Mine),
                link("/verify", "pages-verify"),
            ],
            language_label: reading.say("language"),
            language: autonym(&reading.locale),
            languages: languages(reading, more),
            footer_label: reading.say("pages-footer"),
            footer: vec![link(READER, "pages-developers")],
        }
    }
}

/// The page in each other language; none where it has no place to be kept.
fn languages(reading: &Reading, more: &[Locale]) -> Vec<LanguageLink> {
    if reading.address.is_empty() {
        return Vec::new();
    }
    let more = more.iter().filter(|locale| !reading.spoken.contains(locale));
    let others = reading.spoken.iter().chain(more).filter(|locale| **locale != reading.locale);
    others.map(|locale| LanguageLink::new(locale, reading.here_in(locale))).collect()
}
