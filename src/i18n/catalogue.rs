//! All texts of the interface in all languages, as they stand at one moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fluent_bundle::FluentResource;
use sha2::{Digest, Sha256};

use super::checks::fluent::{self, Parsed};
use super::checks::{Finding, Located, Rule};
use super::pseudo::Pseudo;
use super::source::Source;
use super::{Args, Bridges, Locale, checks, fallback_chain};

/// A complete, checked set of catalogues. It never changes: new texts are a new set, which takes the place of the old
/// one.
#[derive(Debug)]
pub struct Catalogues {
    generation: u64,
    fingerprint: String,
    bridges: Bridges,
    by_choice: Vec<Locale>,
    locales: BTreeMap<Locale, Vec<Arc<FluentResource>>>,
    accented: OnceLock<Vec<Arc<FluentResource>>>,
    mirrored: OnceLock<Vec<Arc<FluentResource>>>,
    /// What a message may refer to, by the language that it is in; made when first asked for.
    within_reach: Mutex<HashMap<Locale, Arc<checks::Catalogue>>>,
}

impl Catalogues {
    /// Builds a set from files. Where a file of the same language and name comes twice, as when a community's text
    /// follows the one that ships, the later one takes precedence message by message.
    ///
    /// # Errors
    /// Everything that is wrong with the files; then none of them is served. This may take a second: not for a
    /// request's thread.
    pub fn build(sources: Vec<Source>) -> Result<Self, Vec<Located>> {
        let fingerprint = fingerprint(&sources);
        let parsed = fluent::parse(sources)?;
        let duplicates = duplicates(&parsed);
        if !duplicates.is_empty() {
            return Err(duplicates);
        }
        let mut locales: BTreeMap<Locale, Vec<Arc<FluentResource>>> = BTreeMap::new();
        for file in parsed {
            locales.entry(file.source.locale).or_default().push(file.resource);
        }
        Ok(Self {
            generation: next_generation(),
            fingerprint,
            bridges: Bridges::standard().clone(),
            by_choice: Vec::new(),
            locales,
            accented: OnceLock::new(),
            mirrored: OnceLock::new(),
            within_reach: Mutex::default(),
        })
    }

    /// The set that ships with the College.
    ///
    /// # Errors
    /// What is wrong with it; a test sees to it that nothing is.
    pub fn shipped() -> Result<Self, Vec<Located>> {
        Self::build(Source::shipped().to_vec())
    }

    #[must_use]
    pub fn with_bridges(mut self, bridges: Bridges) -> Self {
        self.bridges = bridges;
        self.within_reach = Mutex::default();
        self
    }

    /// Locales that are given only to who names them: their translation is young.
    #[must_use]
    pub fn with_by_choice(mut self, locales: Vec<Locale>) -> Self {
        self.by_choice = locales;
        self
    }

    #[must_use]
    pub fn is_by_choice(&self, locale: &Locale) -> bool {
        self.by_choice.contains(locale)
    }

    /// A hash of all texts, the same on every node that serves them: the part of an `ETag` that stands for the language
    /// of a page.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    #[must_use]
    pub fn bridges(&self) -> &Bridges {
        &self.bridges
    }

    /// The languages in which there is at least one file; no pseudo-locale.
    #[must_use]
    pub fn locales(&self) -> Vec<Locale> {
        self.locales.keys().cloned().collect()
    }

    /// What a message in a language may refer to: that language, and those that it falls back to.
    #[must_use]
    pub fn within_reach(&self, locale: &Locale) -> Arc<checks::Catalogue> {
        let mut kept = self.within_reach.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || Arc::new(checks::Catalogue::of(self, &fallback_chain(locale, &self.bridges)));
        Arc::clone(kept.entry(locale.clone()).or_insert_with(made))
    }

    /// Differs between any two sets in one process.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn resources(&self, locale: &Locale) -> Option<&[Arc<FluentResource>]> {
        let Some(pseudo) = Pseudo::of(locale) else { return self.locales.get(locale).map(Vec::as_slice) };
        let kept = match pseudo {
            Pseudo::Accented => &self.accented,
            Pseudo::Mirrored => &self.mirrored,
        };
        let english = self.locales.get(&Locale::EN)?;
        Some(kept.get_or_init(|| english.iter().map(|resource| pseudo.made_of(resource)).collect()))
    }
}

fn next_generation() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

fn fingerprint(sources: &[Source]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        for part in [source.locale.as_str(), &source.file, &source.text] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
    }
    let first = hash.finalize().iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// Names that come twice in a language. A message and a term of the same name count as one: fluent-bundle keeps them in
/// one table.
fn duplicates(parsed: &[Parsed]) -> Vec<Located> {
    let mut seen: HashMap<(&Locale, String), (usize, &str)> = HashMap::new();
    let mut findings = Vec::new();
    for (number, Parsed { source, resource }) in parsed.iter().enumerate() {
        for id in resource.entries().filter_map(fluent::id) {
            let key = (&source.locale, id.trim_start_matches('-').to_owned());
            let Some((earlier, file)) = seen.insert(key, (number, &source.file)) else { continue };
            if earlier == number || file != source.file {
                let finding = Finding::new(Rule::DuplicateId, Args::new().set("id", id.as_str()).set("file", file));
                let (locale, file) = (source.locale.clone(), source.file.clone());
                findings.push(Located { locale, file, id: Some(id), finding });
            }
        }
    }
    findings
}
