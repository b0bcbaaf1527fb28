//! All texts of the interface in all languages, as they stand at one moment.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use fluent_bundle::FluentResource;
use sha2::{Digest, Sha256};

use super::checks::fluent::{self, Parsed};
use super::checks::{Finding, Located, Rule};
use super::pseudo::Pseudo;
use super::source::Source;
use super::{Args, Bridges, Locale, bundles, checks, fallback_chain};

/// A complete, checked set of catalogues. It never changes: new texts are a new set, which takes the place of the old
/// one.
#[derive(Debug)]
pub struct Catalogues {
    generation: u64,
    fingerprint: String,
    bridges: Bridges,
    by_choice: Vec<Locale>,
    locales: Files,
    accented: OnceLock<Vec<Arc<FluentResource>>>,
    mirrored: OnceLock<Vec<Arc<FluentResource>>>,
    /// What a message may refer to; made when first asked for. By the languages that are there, since whoever asks makes up others.
    within_reach: Mutex<HashMap<Reach, Arc<checks::Catalogue>>>,
}

type Files = BTreeMap<Locale, Vec<Arc<FluentResource>>>;

/// The languages with files that a language falls back to, and whether it is one of them itself.
type Reach = (bool, Vec<Locale>);

impl Catalogues {
    /// Builds a set from files. Where a file of the same language and name comes twice, as when a community's text
    /// follows the one that ships, the later one takes precedence message by message.
    ///
    /// # Errors
    /// Everything that is wrong with the files; then none of them is served. This may take a second: not for a
    /// request's thread.
    pub fn build(sources: Vec<Source>) -> Result<Self, Vec<Located>> {
        Self::build_upon(sources, None)
    }

    /// As [`build`](Self::build). Files that an earlier set has, or that ship, are not parsed again: when a language publishes, its own
    /// files are, and not those of all others.
    ///
    /// # Errors
    /// As there.
    pub fn build_upon(sources: Vec<Source>, earlier: Option<&Self>) -> Result<Self, Vec<Located>> {
        let fingerprint = fingerprint(&sources);
        let held = |source: &Source| earlier.and_then(|it| find(&it.locales, source)).or_else(|| find(ships(), source));
        let parsed = fluent::parse(sources, held)?;
        let duplicates = duplicates(&parsed);
        if !duplicates.is_empty() {
            return Err(duplicates);
        }
        Ok(Self {
            generation: next_generation(),
            fingerprint,
            bridges: Bridges::standard().clone(),
            by_choice: Vec::new(),
            locales: by_locale(parsed),
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

    /// Whether a language has a message of its own.
    #[must_use]
    pub fn has(&self, locale: &Locale, id: &str) -> bool {
        bundles::has(self, locale, id)
    }

    /// How many of the messages whose names begin so a language has of its own, in per cent of those that English has.
    #[must_use]
    pub fn share(&self, locale: &Locale, prefix: &str) -> usize {
        let names = |locale: &Locale| -> BTreeSet<String> {
            let entries = self.resources(locale).unwrap_or_default().iter().flat_map(|resource| resource.entries());
            entries.filter_map(fluent::id).filter(|id| id.starts_with(prefix)).collect()
        };
        let (english, own) = (names(&Locale::EN), names(locale));
        english.intersection(&own).count() * 100 / english.len().max(1)
    }

    /// What a message in a language may refer to: that language, and those that it falls back to.
    #[must_use]
    pub fn within_reach(&self, locale: &Locale) -> Arc<checks::Catalogue> {
        let chain = fallback_chain(locale, &self.bridges);
        let is_there = |it: &&Locale| self.resources(it).is_some();
        let reach = (is_there(&locale), chain.iter().filter(is_there).cloned().collect());
        let mut kept = self.within_reach.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(kept.entry(reach).or_insert_with(|| Arc::new(checks::Catalogue::of(self, &chain))))
    }

    /// For how many chains of languages it is kept what their messages may refer to.
    #[must_use]
    pub fn chains_kept(&self) -> usize {
        self.within_reach.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Differs between any two sets in one process.
    #[must_use]
    pub fn generation(&self) -> u64 {
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

/// What ships, parsed once: whatever a process serves, it serves that beneath, for as long as it runs. A test sees to it that nothing is
/// wrong with it.
fn ships() -> &'static Files {
    static FILES: LazyLock<Files> =
        LazyLock::new(|| by_locale(fluent::parse(Source::shipped().to_vec(), |_| None).unwrap_or_default()));
    &FILES
}

fn by_locale(parsed: Vec<Parsed>) -> Files {
    let mut files = Files::new();
    for file in parsed {
        files.entry(file.source.locale).or_default().push(file.resource);
    }
    files
}

/// A file as it was parsed before, without a flaw.
fn find(files: &Files, source: &Source) -> Option<Arc<FluentResource>> {
    files.get(&source.locale)?.iter().find(|resource| resource.source() == source.text).cloned()
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
