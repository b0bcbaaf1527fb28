//! In which language to answer: RFC 9110 (12.5.4) for what a browser asks, RFC 4647 Lookup for what can be given.

use icu_locale::LanguageIdentifier;

use super::{Bridges, Locale};

const LONGEST_HEADER: usize = 4_096;
const MOST_RANGES: usize = 32;
const CERTAIN: u16 = 1_000;

/// What an `Accept-Language` header asks for, most wanted first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences(Vec<Range>);

/// One entry of the header; `None` stands for `*`. The quality counts thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    language: Option<Locale>,
    quality: u16,
}

impl Preferences {
    /// Reads the header's value. What is malformed is skipped, what is beyond 4 KB or the 32nd range is not read.
    #[must_use]
    pub fn from_header(value: &str) -> Self {
        let (read, whole) = match value.char_indices().map(|(at, _)| at).find(|at| *at >= LONGEST_HEADER) {
            Some(cut) => (value.get(..cut).unwrap_or_default(), false),
            None => (value, true),
        };
        let read = if whole { read } else { read.rsplit_once(',').map_or("", |(complete, _)| complete) };
        let entries = read.split(',').map(trim).filter(|entry| !entry.is_empty());
        let mut ranges: Vec<Range> = entries.take(MOST_RANGES).filter_map(Range::parse).collect();
        ranges.sort_by_key(|range| std::cmp::Reverse(range.quality));
        Self(ranges)
    }

    fn wanted(&self) -> impl Iterator<Item = &Range> {
        self.0.iter().filter(|range| range.quality > 0)
    }

    /// Whether some range of the header, other than `*`, speaks of this locale; and with which quality the most exact
    /// one does.
    fn quality_named(&self, locale: &Locale) -> Option<u16> {
        let truncations = truncations(locale.as_str()).map(str::to_owned);
        let parents = locale.lineage().into_iter().map(|parent| parent.to_string());
        truncations.chain(parents).find_map(|tag| {
            self.0
                .iter()
                .find(|range| range.language.as_ref().is_some_and(|language| language.as_str() == tag))
                .map(|range| range.quality)
        })
    }

    fn refuses(&self, locale: &Locale) -> bool {
        let others = || self.0.iter().find(|range| range.language.is_none()).map(|range| range.quality);
        self.quality_named(locale).or_else(others) == Some(0)
    }
}

/// zh-Hant-HK, zh-Hant, zh.
fn truncations(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(shorter, _)| shorter))
}

/// Removes the optional whitespace of RFC 9110: spaces and tabs, nothing else.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

impl Range {
    fn parse(entry: &str) -> Option<Self> {
        let (tag, quality) = match entry.split_once(';') {
            Some((tag, weight)) => (trim(tag), quality(trim(weight))?),
            None => (entry, CERTAIN),
        };
        let language = if tag == "*" { None } else { Some(Locale::parse(tag).ok()?) };
        Some(Self { language, quality })
    }
}

/// `q=0.85` as 850: a 0 with up to three decimals, or a 1 with up to three zeros.
fn quality(weight: &str) -> Option<u16> {
    let value = weight.strip_prefix("q=").or_else(|| weight.strip_prefix("Q="))?;
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(CERTAIN),
        _ => None,
    }
}

/// What is known of a reader's wishes, strongest first.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// `?lang=` of the request.
    pub explicit: Option<&'a Locale>,
    pub cookie: Option<&'a Locale>,
    /// The setting of her account.
    pub account: Option<&'a Locale>,
    pub header: &'a Preferences,
}

/// The language chosen, and those to read after it where a text is missing. `chain` begins with `locale`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negotiated {
    pub locale: Locale,
    pub chain: Vec<Locale>,
}

/// Chooses among the languages offered: what the reader asks for, then what her languages lead to, then the site's own.
#[must_use]
pub fn negotiate(wishes: &Wishes<'_>, offered: &[Locale], site_default: &Locale, bridges: &Bridges) -> Negotiated {
    let shelf = Shelf::new(offered, wishes.header);
    let mut chain = Vec::new();
    for found in shelf.asked_for(wishes, site_default) {
        let parents =
            found.lineage().into_iter().skip(1).filter(|parent| shelf.has(parent) && !wishes.header.refuses(parent));
        add(&mut chain, std::iter::once(found).chain(parents));
    }
    let beyond = wishes.languages().flat_map(|wish| bridges.of(wish)).filter_map(|to| shelf.find(to, true));
    add(&mut chain, beyond.collect::<Vec<_>>());
    if chain.is_empty() {
        add(&mut chain, shelf.last_resort(site_default));
    }
    add(&mut chain, Some(site_default.clone()).filter(|default| offered.is_empty() || shelf.has(default)));
    let locale = chain.first().cloned().unwrap_or_else(|| site_default.clone());
    Negotiated { locale, chain }
}

fn add(chain: &mut Vec<Locale>, more: impl IntoIterator<Item = Locale>) {
    for locale in more {
        if !chain.contains(&locale) {
            chain.push(locale);
        }
    }
}

impl<'a> Wishes<'a> {
    fn single(&self) -> impl Iterator<Item = &'a Locale> {
        [self.explicit, self.cookie, self.account].into_iter().flatten()
    }

    fn languages(&self) -> impl Iterator<Item = &'a Locale> {
        self.single().chain(self.header.wanted().filter_map(|range| range.language.as_ref()))
    }
}

/// What is offered, ready to be looked through.
struct Shelf<'a> {
    offered: Vec<(&'a Locale, LanguageIdentifier)>,
    header: &'a Preferences,
}

impl<'a> Shelf<'a> {
    fn new(offered: &'a [Locale], header: &'a Preferences) -> Self {
        Self { offered: offered.iter().map(|locale| (locale, locale.maximised())).collect(), header }
    }

    fn has(&self, locale: &Locale) -> bool {
        self.offered.iter().any(|(offered, _)| *offered == locale)
    }

    /// Every wish that can be met, in the reader's order. What she asks for by name overrules what her browser refuses.
    fn asked_for(&self, wishes: &Wishes<'_>, site_default: &Locale) -> Vec<Locale> {
        let by_name = wishes.single().filter_map(|wish| self.find(wish, false));
        let by_header = wishes.header.wanted().filter_map(|range| match &range.language {
            Some(wish) => self.find(wish, true),
            None => self.anything(site_default),
        });
        by_name.chain(by_header).collect()
    }

    /// RFC 4647 Lookup along the CLDR parents, on maximised tags: zh-TW finds zh-Hant. When that finds nothing, a
    /// sister in the same language and script will do: pt-BR is better served with pt-PT than with English.
    fn find(&self, wish: &Locale, heed_header: bool) -> Option<Locale> {
        let allowed = || self.offered.iter().filter(|(locale, _)| !heed_header || !self.header.refuses(locale));
        let lookup = wish.lineage().into_iter().find_map(|step| {
            let exact = allowed().find(|(locale, _)| **locale == step);
            exact.or_else(|| allowed().find(|(_, maximised)| *maximised == step.maximised()))
        });
        let wished = wish.maximised();
        let sister = || allowed().find(|(_, it)| it.language == wished.language && it.script == wished.script);
        lookup.or_else(sister).map(|(locale, _)| (*locale).clone())
    }

    /// What `*` stands for: the site's language, or else any other, that no range of the header names.
    fn anything(&self, site_default: &Locale) -> Option<Locale> {
        let default_first = self.offered.iter().filter(|(locale, _)| *locale == site_default).chain(&self.offered);
        default_first.map(|(locale, _)| *locale).find(|locale| self.header.quality_named(locale).is_none()).cloned()
    }

    /// No wish can be met: the site's language, unless it is refused and another is not.
    fn last_resort(&self, site_default: &Locale) -> Option<Locale> {
        let default_first = || self.offered.iter().filter(|(locale, _)| *locale == site_default).chain(&self.offered);
        let acceptable = default_first().find(|(locale, _)| !self.header.refuses(locale));
        acceptable.or_else(|| default_first().next()).map(|(locale, _)| (*locale).clone())
    }
}
