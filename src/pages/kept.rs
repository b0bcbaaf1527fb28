//! Pages that everybody who reads a language is shown alike, shaped and compressed once.

use std::sync::Arc;

use arc_swap::ArcSwap;

use super::reading::Reading;
use crate::cache::Cache;
use crate::courses::EditionId;
use crate::error::AppError;
use crate::http::CachedBody;
use crate::i18n::{Args, I18n, Locale};

/// Pages that are kept, at some 20 kB each: twice as many at most.
const KEPT: usize = 256;

/// All that a page follows from. What was made of texts or courses that are served no more is not asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    locale: Locale,
    named: Option<Locale>,
    editions: Vec<EditionId>,
    generations: (u64, u64),
}

/// The pages of this process.
pub struct Pages {
    kept: Cache<Key, CachedBody>,
    /// The languages that pages speak, of a generation of catalogues.
    spoken: ArcSwap<(u64, Arc<[Locale]>)>,
}

impl Default for Pages {
    fn default() -> Self {
        Self { kept: Cache::new(KEPT), spoken: ArcSwap::from_pointee((0, Arc::from([]))) }
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
        let speaks = |locale: &Locale| {
            let words = i18n.localizer(std::slice::from_ref(locale));
            words.text_with_locale("pages-home", &Args::new()).1 == *locale
        };
        let spoken: Arc<[Locale]> = catalogues.locales().into_iter().filter(speaks).collect();
        self.spoken.store(Arc::new((catalogues.generation(), Arc::clone(&spoken))));
        spoken
    }

    /// A page about some editions, shaped when it is asked for the first time.
    ///
    /// # Errors
    /// What shaping it refuses.
    pub fn page(
        &self,
        reading: &Reading,
        editions: Vec<EditionId>,
        shape: impl FnOnce() -> Result<String, AppError>,
    ) -> Result<CachedBody, AppError> {
        let key = Key {
            address: reading.address.clone(),
            locale: reading.locale.clone(),
            named: reading.named.clone(),
            editions,
            generations: reading.generations,
        };
        if let Some(body) = self.kept.get(&key) {
            return Ok(body);
        }
        let language = Some(reading.locale.to_string());
        let body = CachedBody::new("text/html; charset=utf-8", language, shape()?.into_bytes());
        self.kept.keep(key, body.clone(), self.kept.seen());
        Ok(body)
    }
}
