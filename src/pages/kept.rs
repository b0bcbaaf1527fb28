//! Pages that everybody who reads a language is shown alike, shaped and compressed once.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::reading::Reading;
use crate::cache::Cache;
use crate::courses::EditionId;
use crate::error::AppError;
use crate::http::CachedBody;
use crate::i18n::{I18n, Locale};

/// Bytes of pages that are kept, some 30 kB each: twice as many at most.
const KEPT: usize = 32 * 1024 * 1024;
const TYPE: &str = "text/html; charset=utf-8";
/// A language speaks pages when it has so much of their words, in per cent.
const ENOUGH: usize = 80;

/// Which page is shown at an address: not everybody is shown the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face {
    /// In the place of what is for those who are enrolled.
    pub is_closed: bool,
    /// It says that the course is read in another language.
    pub is_elsewhere: bool,
}

/// All that a page follows from. What was made of texts or courses that are served no more is not asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    face: Face,
    address: String,
    locale: Locale,
    named: Option<Locale>,
    editions: Vec<EditionId>,
    generations: (u64, u64),
}

/// The pages of this process. Nothing about a person may be kept here.
pub struct Pages {
    kept: Cache<Key, CachedBody>,
    /// The languages that pages speak, of a generation of catalogues.
    spoken: ArcSwap<(u64, Arc<[Locale]>)>,
}

impl Default for Pages {
    fn default() -> Self {
        let kept = Cache::weighing(KEPT, CachedBody::weight);
        Self { kept, spoken: ArcSwap::from_pointee((0, Arc::from([]))) }
    }
}

impl Pages {
    /// The languages that have words for pages.
    #[must_use]
    pub fn spoken(&self, i18n: &I18n) -> Arc<[Locale]> {
        let catalogues = i18n.catalogues();
        let known = self.spoken.load();
        if known.0 == catalogues.generation() {
            return Arc::clone(&known.1);
        }
        let speaks = |locale: &Locale| catalogues.share(locale, "pages-") >= ENOUGH;
        let spoken: Arc<[Locale]> = catalogues.locales().into_iter().filter(speaks).collect();
        self.spoken.store(Arc::new((catalogues.generation(), Arc::clone(&spoken))));
        spoken
    }

    /// How many pages are kept.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.kept.len()
    }

    /// A page about some editions, shaped when it is asked for the first time.
    ///
    /// # Errors
    /// What shaping it refuses.
    pub fn page(
        &self,
        reading: &Reading,
        (face, editions): (Face, Vec<EditionId>),
        shape: impl FnOnce() -> Result<String, AppError>,
    ) -> Result<CachedBody, AppError> {
        let key = Key {
            face,
            address: reading.address.clone(),
            locale: reading.locale.clone(),
            named: reading.named.clone(),
            editions,
            generations: reading.generations,
        };
        if let Some(body) = self.kept.get(&key) {
            return Ok(body);
        }
        let body = CachedBody::new(TYPE, Some(reading.locale.to_string()), shape()?.into_bytes());
        self.kept.keep(key, body.clone(), self.kept.seen());
        Ok(body)
    }
}

/// A page that is not kept: whoever asks can make up ever new ones.
#[must_use]
pub fn passing(reading: &Reading, html: String) -> CachedBody {
    CachedBody::uncompressed(TYPE, Some(reading.locale.to_string()), html.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Misses;
    use crate::i18n::tests::{locale, serve};

    #[test]
    fn a_language_speaks_pages_when_it_has_most_of_their_words() {
        let words = |ids: &[&str]| -> String { ids.iter().flat_map(|id| ["pages-", *id, " = x\n"]).collect() };
        let i18n = serve(&[
            ("en", &words(&["home", "courses", "verify", "skip", "lesson"])),
            ("mg", &words(&["home"])),
            ("sw", &words(&["courses", "verify", "skip", "lesson"])),
        ]);
        let spoken = Pages::default().spoken(&i18n);
        assert_eq!(*spoken, [Locale::EN, locale("sw")]);
        assert_eq!(i18n.misses(), Misses::default(), "whoever asks misses nothing");
    }
}
