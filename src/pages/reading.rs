//! Who reads a page, and how it speaks to her.

use std::cell::OnceCell;
use std::sync::Arc;

use super::phrase::{Marks, Phrase};
use crate::app::App;
use crate::courses::{PublishedEdition, PublishedVersion};
use crate::error::AppError;
use crate::http::params::without_lang;
use crate::http::{Language, TextLanguage};
use crate::i18n::{Args, Asked, I18n, Locale, Localizer};

/// A reader's languages, and what is said in them. The words of a page follow from its language alone, so that it is the same for all
/// who read that.
pub struct Reading {
    language: Language,
    i18n: I18n,
    words: OnceCell<Localizer>,
    /// The language of the page.
    pub locale: Locale,
    /// The languages that pages speak.
    pub spoken: Arc<[Locale]>,
    /// The language that was asked for by name, where it leads to something.
    pub named: Option<Locale>,
    /// The address of the page, without `lang`.
    pub address: String,
    /// The generations of texts and courses that were served when she asked.
    pub generations: (u64, u64),
}

impl Reading {
    /// Somebody who asks for an address, which is without `lang`. To be asked for before any course is.
    #[must_use]
    pub fn new(app: &App, language: Language, address: String) -> Self {
        let generations = (app.i18n.catalogues().generation(), app.library.generation());
        let spoken = app.pages.spoken(&app.i18n);
        let locale = language.asked().pseudo().unwrap_or_else(|| language.among(&spoken).locale.clone());
        let named = language.asked().explicit.as_deref().and_then(|tag| Locale::parse(tag).ok());
        let named = named.and_then(|named| carried(app, (named, &spoken)));
        let (i18n, words) = (app.i18n.clone(), OnceCell::new());
        Self { language, i18n, words, locale, spoken, named, address, generations }
    }

    /// The words of the page.
    pub fn words(&self) -> &Localizer {
        self.words.get_or_init(|| self.i18n.localizer_for(&self.locale))
    }

    /// A message.
    pub fn say(&self, id: &str) -> Phrase {
        self.tell(id, &Args::new())
    }

    /// A message about something.
    pub fn tell(&self, id: &str, args: &Args) -> Phrase {
        let (text, locale) = self.words().text_with_locale(id, args);
        self.quote(text, locale)
    }

    /// An attribute of a message.
    pub fn attribute(&self, id: &str, attribute: &str, args: &Args) -> Phrase {
        let (text, locale) = self.words().attribute_with_locale(id, attribute, args);
        self.quote(text, locale)
    }

    /// A text in a language of its own.
    pub fn quote(&self, text: impl Into<String>, locale: Locale) -> Phrase {
        Phrase { text: text.into(), marks: Marks(TextLanguage::of(locale, self.words())) }
    }

    /// The edition of a course that she reads.
    ///
    /// # Errors
    /// When the version has none, which publication does not allow.
    pub fn edition<'v>(&self, version: &'v PublishedVersion) -> Result<&'v Arc<PublishedEdition>, AppError> {
        version.edition(&self.language.among(&version.locales()).locale)
    }

    /// The edition of a course that she learns in a language, unless she asks for another by name.
    ///
    /// # Errors
    /// When the version has none, which publication does not allow.
    pub fn edition_learned<'v>(
        &self,
        version: &'v PublishedVersion,
        learned: &Locale,
    ) -> Result<&'v Arc<PublishedEdition>, AppError> {
        version.edition(&self.language.clone().preferring(learned).among(&version.locales()).locale)
    }

    /// Whether a language would come first if pages spoke it.
    pub fn wishes_first(&self, locale: &Locale) -> bool {
        let offered: Vec<Locale> = self.spoken.iter().chain([locale]).cloned().collect();
        self.locale.is_pseudo() || self.language.among(&offered).locale == *locale
    }

    /// An address of the College, in the language that was asked for by name.
    pub fn link(&self, address: &str) -> String {
        self.named.as_ref().map_or_else(|| address.to_owned(), |named| in_language(address, named))
    }

    /// This page in a language.
    pub fn here_in(&self, locale: &Locale) -> String {
        debug_assert!(!self.address.starts_with("//"), "a link to another host");
        in_language(&self.address, locale)
    }
}

/// A tag that somebody made up leads nowhere: what it finds among all that can be read here is what links carry on.
fn carried(app: &App, (named, spoken): (Locale, &[Locale])) -> Option<Locale> {
    if named.is_pseudo() || spoken.contains(&named) {
        return Some(named);
    }
    let courses = app.library.languages();
    let offered: Vec<Locale> = spoken.iter().chain(courses.iter()).cloned().collect();
    let asked = Asked { explicit: Some(named.to_string()), ..Asked::default() };
    let found = app.i18n.answer(&asked, &offered).locale.clone();
    let leads = || app.i18n.catalogues().bridges().of(&named).contains(&found);
    (found.is_akin_to(&named) || leads()).then_some(found)
}

fn in_language(address: &str, locale: &Locale) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}lang={locale}")
}

/// A path with its query, but for `lang`.
#[must_use]
pub fn address(path: &str, query: &str) -> String {
    let others = without_lang(query);
    if others.is_empty() { path.to_owned() } else { format!("{path}?{others}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_page_in_a_language_keeps_the_place() {
        for (query, expected) in [
            ("", "/courses?lang=fr"),
            ("lang=en", "/courses?lang=fr"),
            ("audience=everyone&lang=en&cursor=a", "/courses?audience=everyone&cursor=a&lang=fr"),
            ("lang&language=sw", "/courses?language=sw&lang=fr"),
        ] {
            assert_eq!(in_language(&address("/courses", query), &Locale::FR), expected, "{query}");
        }
    }
}
