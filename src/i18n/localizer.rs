//! The door of this module: texts in a reader's languages.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwap;

use super::bundles::{self, Attempt, Key, Marks};
use super::negotiation::{self, Negotiated, Wishes};
use super::{Args, Catalogues, Direction, Locale, fallback_chain};

/// The catalogues being served. Cloned freely; all clones see a replacement at once.
#[derive(Clone, Debug)]
pub struct I18n(Arc<Served>);

#[derive(Debug)]
struct Served {
    catalogues: ArcSwap<Catalogues>,
    site_default: Locale,
    missing: AtomicU64,
    broken: AtomicU64,
}

/// How often a text could not be given in a language that has a catalogue. All should stay at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Misses {
    /// The message is not in the catalogue.
    pub missing: u64,
    /// It is, but Fluent reported an error while formatting it.
    pub broken: u64,
}

impl I18n {
    #[must_use]
    pub fn new(catalogues: Catalogues, site_default: Locale) -> Self {
        Self(Arc::new(Served {
            catalogues: ArcSwap::from_pointee(catalogues),
            site_default,
            missing: AtomicU64::new(0),
            broken: AtomicU64::new(0),
        }))
    }

    /// Serves other catalogues from now on. Who has a [`Localizer`] already keeps the ones it began with.
    pub fn replace(&self, catalogues: Catalogues) {
        self.0.catalogues.store(Arc::new(catalogues));
    }

    #[must_use]
    pub fn catalogues(&self) -> Arc<Catalogues> {
        self.0.catalogues.load_full()
    }

    #[must_use]
    pub fn site_default(&self) -> &Locale {
        &self.0.site_default
    }

    /// Chooses the language of the interface.
    #[must_use]
    pub fn negotiate(&self, wishes: &Wishes<'_>) -> Negotiated {
        self.negotiate_among(wishes, &self.catalogues().locales())
    }

    /// Chooses the language of something that is offered in languages of its own, such as a course.
    #[must_use]
    pub fn negotiate_among(&self, wishes: &Wishes<'_>, offered: &[Locale]) -> Negotiated {
        let catalogues = self.catalogues();
        let named = |locale: &Locale| [wishes.explicit, wishes.cookie, wishes.account].contains(&Some(locale));
        let open: Vec<Locale> =
            offered.iter().filter(|it| !catalogues.is_by_choice(it) || named(it)).cloned().collect();
        negotiation::negotiate(wishes, &open, &self.0.site_default, catalogues.bridges())
    }

    /// A reader's localizer, over the languages she is to read, best first.
    #[must_use]
    pub fn localizer(&self, chain: &[Locale]) -> Localizer {
        let mut chain = chain.to_vec();
        if !chain.contains(&Locale::EN) {
            chain.push(Locale::EN);
        }
        Localizer { served: Arc::clone(&self.0), catalogues: self.catalogues(), chain }
    }

    /// A localizer for somebody of whom only one language is known, as when a mail is written.
    #[must_use]
    pub fn localizer_for(&self, locale: &Locale) -> Localizer {
        self.localizer(&fallback_chain(locale, self.catalogues().bridges()))
    }

    #[must_use]
    pub fn misses(&self) -> Misses {
        Misses { missing: self.0.missing.load(Ordering::Relaxed), broken: self.0.broken.load(Ordering::Relaxed) }
    }
}

/// Texts for one reader. Each is looked up on its own, along her languages.
#[derive(Clone, Debug)]
pub struct Localizer {
    served: Arc<Served>,
    catalogues: Arc<Catalogues>,
    chain: Vec<Locale>,
}

impl Localizer {
    /// A text for people to read; variables are isolated, so that their direction does not disturb the sentence.
    #[must_use]
    pub fn text(&self, id: &str, args: &Args) -> String {
        self.format(Key { id, attribute: None }, args, Marks::Isolating).0
    }

    /// An attribute of a message, such as the `detail` of a problem.
    #[must_use]
    pub fn attribute(&self, id: &str, attribute: &str, args: &Args) -> String {
        self.format(Key { id, attribute: Some(attribute) }, args, Marks::Isolating).0
    }

    /// A text that machines handle as well, without invisible marks: mail subjects, file names, JSON.
    #[must_use]
    pub fn plain(&self, id: &str, args: &Args) -> String {
        self.format(Key { id, attribute: None }, args, Marks::None).0
    }

    /// An attribute, without invisible marks.
    #[must_use]
    pub fn plain_attribute(&self, id: &str, attribute: &str, args: &Args) -> String {
        self.format(Key { id, attribute: Some(attribute) }, args, Marks::None).0
    }

    /// A text, and the language it was found in: a page marks what fell back with its own `lang` and `dir`.
    #[must_use]
    pub fn text_with_locale(&self, id: &str, args: &Args) -> (String, Locale) {
        self.format(Key { id, attribute: None }, args, Marks::Isolating)
    }

    /// An attribute of a message, and the language it was found in.
    #[must_use]
    pub fn attribute_with_locale(&self, id: &str, attribute: &str, args: &Args) -> (String, Locale) {
        self.format(Key { id, attribute: Some(attribute) }, args, Marks::Isolating)
    }

    /// A text or an attribute without invisible marks, and the language it was found in.
    #[must_use]
    pub fn plain_with_locale(&self, id: &str, attribute: Option<&str>, args: &Args) -> (String, Locale) {
        self.format(Key { id, attribute }, args, Marks::None)
    }

    #[must_use]
    pub fn locale(&self) -> &Locale {
        self.chain.first().unwrap_or(&Locale::EN)
    }

    #[must_use]
    pub fn direction(&self) -> Direction {
        self.locale().direction()
    }

    #[must_use]
    pub fn chain(&self) -> &[Locale] {
        &self.chain
    }

    /// The catalogues that this localizer reads, even when others have taken their place.
    #[must_use]
    pub fn catalogues(&self) -> &Catalogues {
        &self.catalogues
    }

    fn format(&self, key: Key<'_>, args: &Args, marks: Marks) -> (String, Locale) {
        for locale in &self.chain {
            match bundles::attempt(&self.catalogues, locale, key, args, marks) {
                None => {}
                Some(Attempt::Done(text)) => return (text, locale.clone()),
                Some(Attempt::Missing) => {
                    self.served.missing.fetch_add(1, Ordering::Relaxed);
                    tracing::debug!(%locale, id = key.id, attribute = key.attribute, "message missing");
                }
                Some(Attempt::Broken(cause)) => {
                    self.served.broken.fetch_add(1, Ordering::Relaxed);
                    tracing::warn!(%locale, id = key.id, attribute = key.attribute, cause, "message broken");
                }
            }
        }
        // Not even English has it: its name is at least something to search for.
        let name = key.attribute.map_or_else(|| key.id.to_owned(), |attribute| format!("{}.{attribute}", key.id));
        (name, Locale::EN)
    }
}
