//! All that a message of a language may refer to, and what comes of it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Pattern};

use super::outline::{Measure, Outline};
use super::walk;
use crate::i18n::{Catalogues, Locale};

/// The messages and terms of a language and of those that it falls back to.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: HashMap<String, Known>,
    /// The nearest language last: what is added later takes precedence.
    pub(super) resources: Vec<Arc<FluentResource>>,
}

/// What is known of an entry.
#[derive(Debug)]
struct Known {
    value: Option<Outline>,
    attributes: Vec<(String, Outline)>,
    /// In the language itself, and not in one that it falls back to. Fluent looks for a reference in the same language only.
    is_own: bool,
    /// Which of the resources it is in.
    place: usize,
}

impl Known {
    fn of(entry: &Entry<&str>, is_own: bool, place: usize) -> Self {
        let mut known = Self { value: None, attributes: Vec::new(), is_own, place };
        for (part, pattern) in walk::parts(entry) {
            match part {
                None => known.value = Some(Outline::of(pattern)),
                Some(name) => known.attributes.push((name.to_owned(), Outline::of(pattern))),
            }
        }
        known
    }

    /// The ids that any part refers to.
    fn references(&self) -> impl Iterator<Item = &str> {
        let outlines = self.value.iter().chain(self.attributes.iter().map(|(_, outline)| outline));
        outlines.flat_map(Outline::references).map(|key| key.split_once('.').map_or(key, |(id, _)| id))
    }

    fn part(&self, attribute: Option<&str>) -> Option<&Outline> {
        match attribute {
            None => self.value.as_ref(),
            Some(name) => self.attributes.iter().find(|(known, _)| known == name).map(|(_, outline)| outline),
        }
    }
}

impl Catalogue {
    /// What the languages of a chain have; the first is the language itself.
    #[must_use]
    pub fn of(catalogues: &Catalogues, chain: &[Locale]) -> Self {
        let mut merged = Self::default();
        for locale in chain.iter().rev() {
            for resource in catalogues.resources(locale).unwrap_or_default() {
                merged.add(resource, chain.first() == Some(locale));
            }
        }
        merged
    }

    pub(in crate::i18n::checks) fn add(&mut self, resource: &Arc<FluentResource>, is_own: bool) {
        self.entries.extend(known(resource, is_own, self.resources.len()));
        self.resources.push(Arc::clone(resource));
    }
}

fn known(resource: &FluentResource, is_own: bool, place: usize) -> impl Iterator<Item = (String, Known)> {
    resource.entries().filter_map(move |entry| Some((walk::id(entry)?, Known::of(entry, is_own, place))))
}

/// A catalogue with the entries that are being checked in the place of its own.
pub(super) struct Merged<'a> {
    base: &'a Catalogue,
    over: HashMap<String, Known>,
    /// What entries come to, as far as it was asked. `None` while the answer is being found.
    measures: RefCell<HashMap<String, Option<Measure>>>,
}

/// How a reference is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Here,
    /// In another language of the chain only.
    Elsewhere,
    Nowhere,
}

impl<'a> Merged<'a> {
    pub fn new(base: &'a Catalogue) -> Self {
        Self { base, over: HashMap::new(), measures: RefCell::default() }
    }

    /// With entries that take precedence.
    pub fn with(mut self, resource: &FluentResource) -> Self {
        self.over.extend(known(resource, true, self.base.resources.len()));
        self
    }

    /// What has to be at hand to format the entries that take precedence, and those themselves: of a whole language, the few files
    /// that they refer to.
    pub fn reached(&self, over: &Arc<FluentResource>) -> Vec<Arc<FluentResource>> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut places = BTreeSet::new();
        let mut waiting: Vec<&str> = self.over.values().flat_map(Known::references).collect();
        while let Some(id) = waiting.pop() {
            let Some(known) = self.base.entries.get(id).filter(|_| !self.over.contains_key(id)) else { continue };
            if seen.insert(id) {
                places.insert(known.place);
                waiting.extend(known.references());
            }
        }
        let files = places.into_iter().filter_map(|place| self.base.resources.get(place));
        files.chain([over]).cloned().collect()
    }

    /// A key is the id, and the name of the attribute after a point.
    fn find(&self, key: &str) -> Option<(&Outline, bool)> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let known = self.over.get(id).or_else(|| self.base.entries.get(id))?;
        Some((known.part(attribute)?, known.is_own))
    }

    pub fn look_up(&self, key: &str) -> Found {
        match self.find(key) {
            Some((_, true)) => Found::Here,
            Some((_, false)) => Found::Elsewhere,
            None => Found::Nowhere,
        }
    }

    /// What a part of an entry comes to when its references are followed. Each part is looked at once, however often it is
    /// referred to, and without recursion, however long the chain is.
    pub fn measure(&self, key: &str) -> Measure {
        let mut measures = self.measures.borrow_mut();
        let mut waiting = vec![key.to_owned()];
        while let Some(key) = waiting.last().cloned() {
            let Some((outline, _)) = self.find(&key).filter(|_| !matches!(measures.get(&key), Some(Some(_)))) else {
                waiting.pop();
                continue;
            };
            let is_new = !measures.contains_key(&key);
            let references = outline.references();
            let unknown: Vec<_> = references
                .into_iter()
                .filter(|target| is_new && !measures.contains_key(*target))
                .map(str::to_owned)
                .collect();
            if !is_new || unknown.is_empty() {
                let measure = outline.measure(&|target| match measures.get(target) {
                    Some(Some(known)) => *known,
                    // Still being measured: it leads here, and back.
                    Some(None) => Measure::CYCLE,
                    None => Measure::default(),
                });
                measures.insert(key, Some(measure));
                waiting.pop();
            } else {
                measures.insert(key, None);
                waiting.extend(unknown);
            }
        }
        measures.get(key).copied().flatten().unwrap_or_default()
    }

    /// The variables that a pattern may be told, and whether they are numbers: its own, and those of the messages that it refers
    /// to, which are told the same. Terms are told nothing.
    pub fn variables(&self, pattern: &Pattern<&str>) -> BTreeMap<String, bool> {
        let own = Outline::of(pattern);
        let mut variables: BTreeMap<String, bool> = BTreeMap::new();
        let mut seen: HashSet<String> = HashSet::new();
        let mut waiting: Vec<String> = Vec::new();
        let mut take = |outline: &Outline, waiting: &mut Vec<String>| {
            for (name, is_number) in outline.variables() {
                *variables.entry(name.to_owned()).or_default() |= is_number;
            }
            let messages = outline.references().into_iter().filter(|key| !key.starts_with('-'));
            waiting.extend(messages.filter(|key| seen.insert((*key).to_owned())).map(str::to_owned));
        };
        take(&own, &mut waiting);
        while let Some(key) = waiting.pop() {
            if let Some((outline, _)) = self.find(&key) {
                take(outline, &mut waiting);
            }
        }
        variables
    }

    /// The way in which a part leads back to itself, for people to read.
    pub fn cycle(&self, key: &str) -> Vec<String> {
        const LONGEST: usize = 8;
        let mut path = vec![key.to_owned()];
        while let Some((outline, _)) = path.last().and_then(|last| self.find(last)).filter(|_| path.len() < LONGEST) {
            let Some(next) = outline.references().into_iter().find(|target| self.measure(target).is_cyclic) else {
                break;
            };
            let is_closed = path.iter().any(|step| step == next);
            path.push(next.to_owned());
            if is_closed {
                break;
            }
        }
        path
    }
}
