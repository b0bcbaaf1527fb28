//! What all pages share: head, header with navigation and languages, footer; and the policy that keeps everything else out.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::phrase::Phrase;
use super::reading::Reading;
use crate::http::openapi::READER;
use crate::i18n::{Locale, autonym};

/// It stands in every page: on a slow link two packets cost less than another request, without which nothing could be shown.
const STYLE: &str = include_str!("style.css");

/// This style and the College's own pictures; no script, nothing from elsewhere, no form that goes elsewhere.
#[must_use]
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
        format!(
            "default-src 'none'; style-src 'sha256-{style}'; img-src 'self'; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        )
    });
    &POLICY
}

/// The part of the College that a page belongs to, as the navigation shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Catalogue,
    Mine,
    /// Below one of the others, or nowhere.
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
        Self { href: reading.link(address), text, is_here: false }
    }

    fn at(self, section: bool) -> Self {
        Self { is_here: section, ..self }
    }
}

impl Layout {
    /// Around a page of a title, which can be read in the languages that pages speak and in `more`.
    pub fn new(reading: &Reading, title: &Phrase, section: Section, more: &[Locale]) -> Self {
        let college = reading.say("college-name");
        let whole = if section == Section::Home {
            college.clone()
        } else {
            Phrase { text: format!("{} – {}", title.text, college.text), marks: title.marks.clone() }
        };
        let link = |address: &str, id: &str| Link::new(reading, address, reading.say(id));
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
                link("/", "pages-home").at(section == Section::Home),
                link("/courses", "pages-courses").at(section == Section::Catalogue),
                link("/my", "pages-my").at(section == Section::Mine),
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
