//! Messages and terms of Fluent (EBNF 1.0) beside their source.

mod catalogue;
mod compare;
mod outline;
mod parse;
mod plurals;
mod readings;
mod references;
mod render;
mod scan;
mod selects;
mod sound;
mod stage;
#[cfg(test)]
mod tests;
mod variables;
mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Resource};
use intl_pluralrules::PluralRuleType;

pub use self::catalogue::Catalogue;
use self::catalogue::Merged;
use self::compare::{Comparison, Side};
use self::parse::{Outcome, parse_texts};
pub(in crate::i18n) use self::parse::{Parsed, parse};
use self::plurals::{Form, Forms};
pub(crate) use self::plurals::{key, number_kind, variable};
use self::render::Bench;
pub use self::render::Rendered;
pub use self::scan::entry_name;
pub use self::stage::{Budget, Staged, stage};
pub(crate) use self::walk::{id, parts};
use super::Rule;
use super::finding::{Finding, Located, quoted};
use super::limits::MOST_FINDINGS;
use super::setting::{Flags, Original, Setting};
use crate::i18n::facts::NumberForm;
use crate::i18n::{Args, Locale, Source};

/// A finding and the entry that it is in.
pub(super) struct Flaw {
    /// `None` when it is in no entry.
    pub id: Option<String>,
    pub finding: Finding,
}

impl Flaw {
    fn of(id: &str, finding: Finding) -> Self {
        Self { id: Some(id.to_owned()).filter(|id| !id.is_empty()), finding }
    }

    pub(super) fn at(self, source: &Source) -> Located {
        let (locale, file) = (source.locale.clone(), source.file.clone());
        Located { locale, file, id: self.id, finding: self.finding }
    }
}

/// Entries as the serialiser writes them, each without its comment: the same for the same meaning, and not to be served. `None` for a
/// text that is not exactly one entry.
#[must_use]
pub fn canonical_entries<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Option<String>> {
    let texts = texts.into_iter().map(|text| (text.to_owned(), Locale::EN)).collect();
    let canonical = |resource: Arc<FluentResource>| {
        let mut entries = resource.entries().filter(|entry| walk::id(entry).is_some());
        let entry = entries.next().filter(|_| entries.next().is_none())?.clone();
        Some(fluent_syntax::serializer::serialize(&Resource { body: vec![entry] }))
    };
    parse_texts(texts).into_iter().map(|outcome| canonical(outcome.resource?)).collect()
}

/// Parses entries that may come from anybody, each by itself; `None` for what is not exactly one, and too large or deep.
#[must_use]
pub(crate) fn parse_entries(texts: Vec<String>) -> Vec<Option<Arc<FluentResource>>> {
    let texts = texts.into_iter().map(|text| (text, Locale::EN)).collect();
    let is_one =
        |resource: &Arc<FluentResource>| resource.entries().filter(|entry| walk::id(entry).is_some()).count() == 1;
    parse_texts(texts).into_iter().map(|outcome| outcome.resource.filter(is_one)).collect()
}

/// The forms that numbers take in a language; `None` when CLDR has no rule for it.
pub(crate) fn forms_of(locale: &Locale, kind: PluralRuleType) -> Option<Vec<NumberForm>> {
    let forms = Forms::default();
    let named = |form: &Form| NumberForm { category: form.category, examples: form.examples() };
    forms.of(locale, kind).map(|forms| forms.iter().map(named).collect())
}

/// Checks one message or term, as somebody suggests it: exactly one entry, with the id of its source.
#[must_use]
pub fn check_entry(text: &str, original: Original<'_>, setting: &Setting<'_>) -> Vec<Finding> {
    let ids = |resource: &FluentResource| resource.entries().filter_map(walk::id).collect::<Vec<_>>();
    let (flaws, both) = examine(text, original.text, setting, |_| original.flags);
    let mut findings: Vec<Finding> = flaws.into_iter().map(|flaw| flaw.finding).collect();
    if let Some([given, expected]) = both.map(|both| both.map(|resource| ids(&resource))) {
        let missing = expected.iter().filter(|id| !given.contains(*id));
        findings.extend(missing.map(|id| Finding::new(Rule::MissingId, Args::new().set("id", quoted(id)))));
    }
    findings
}

/// What one message or term comes to with sample values, each form of numbers of the language among them. For texts that passed the
/// checks.
#[must_use]
pub fn preview(text: &str, original: &str, setting: &Setting<'_>) -> Vec<Rendered> {
    let texts = vec![(text.to_owned(), setting.locale.clone()), (original.to_owned(), setting.source.clone())];
    let resources: Vec<_> = parse_texts(texts).into_iter().filter_map(|outcome| outcome.resource).collect();
    let [given, original] = resources.as_slice() else { return Vec::new() };
    let is_named = |entry: &&Entry<&str>| walk::id(entry).is_some();
    let (Some(entry), Some(twin)) = (given.entries().find(is_named), original.entries().find(is_named)) else {
        return Vec::new();
    };
    let merged = Merged::new(setting.catalogue).with(given);
    Bench::new(setting.locale, merged.reached(given)).show(entry, twin, (&merged, &Forms::default()))
}

/// Checks the entries of a file against those of its source. What is not translated yet is no finding.
#[must_use]
pub fn check_file(file: &Source, original: &str, setting: &Setting<'_>) -> Vec<Located> {
    let comments = comments(original);
    let flags_of = |id: &str| comments.get(id).map_or_else(Flags::default, |comment| Flags::parse(comment));
    let (flaws, _) = examine(&file.text, original, setting, flags_of);
    flaws.into_iter().map(|flaw| flaw.at(file)).collect()
}

/// What is wrong with the entries of a text; and the text and its source, where both could be read.
fn examine(
    text: &str,
    original: &str,
    setting: &Setting<'_>,
    flags_of: impl Fn(&str) -> Flags,
) -> (Vec<Flaw>, Option<[Arc<FluentResource>; 2]>) {
    let texts = vec![(text.to_owned(), setting.locale.clone()), (original.to_owned(), setting.source.clone())];
    let mut outcomes = parse_texts(texts).into_iter();
    let (Some(given), Some(twin)) = (outcomes.next(), outcomes.next()) else { return (Vec::new(), None) };
    let Outcome { resource: Some(resource), flaws } = given else { return (given.flaws, None) };
    // A source that cannot be read has nothing that a translation could be compared with.
    let Some(original) = twin.resource else { return (flaws, None) };
    let flaws = compare_entries(&resource, &original, flaws, setting, flags_of);
    (flaws, Some([resource, original]))
}

fn compare_entries(
    resource: &Arc<FluentResource>,
    original: &FluentResource,
    earlier: Vec<Flaw>,
    setting: &Setting<'_>,
    flags_of: impl Fn(&str) -> Flags,
) -> Vec<Flaw> {
    let originals: HashMap<String, &Entry<&str>> =
        original.entries().filter_map(|entry| Some((walk::id(entry)?, entry))).collect();
    let mut known: HashMap<String, Vec<Finding>> = HashMap::new();
    for flaw in earlier {
        known.entry(flaw.id.unwrap_or_default()).or_default().push(flaw.finding);
    }
    let merged = Merged::new(setting.catalogue).with(resource);
    let bench = Bench::new(setting.locale, merged.reached(resource));
    let comparison = Comparison { setting, merged: &merged, bench: &bench, forms: Forms::default() };
    let mut seen = HashSet::new();
    let mut flaws = Vec::new();
    for (entry, id) in resource.entries().filter_map(|entry| Some((entry, walk::id(entry)?))) {
        if flaws.len() >= MOST_FINDINGS {
            break;
        }
        let earlier = known.remove(&id).unwrap_or_default();
        let say = |rule| Finding::new(rule, Args::new().set("id", quoted(&id)));
        // fluent-bundle keeps terms and messages in one table.
        let findings = if !seen.insert(id.trim_start_matches('-').to_owned()) {
            vec![say(Rule::DuplicateId)]
        } else if let Some(twin) = originals.get(&id) {
            let given = Side { text: resource.source(), entry };
            comparison.check(given, Side { text: original.source(), entry: twin }, flags_of(&id), earlier)
        } else {
            earlier.into_iter().chain([say(Rule::ExtraId)]).collect()
        };
        flaws.extend(findings.into_iter().map(|finding| Flaw::of(&id, finding)));
    }
    flaws
}

/// The comment above each entry: the parser that messages are served with does not keep them.
fn comments(text: &str) -> BTreeMap<&str, String> {
    let mut comments = BTreeMap::new();
    let mut comment = String::new();
    for line in text.lines() {
        match scan::entry_name(line) {
            _ if line.starts_with("# ") => comment.extend([line, "\n"]),
            Some(id) if !comment.is_empty() => drop(comments.insert(id, std::mem::take(&mut comment))),
            _ => comment.clear(),
        }
    }
    comments
}

/// What each part of a file's source says, and what its translation does.
pub(super) fn pairs(file: &Parsed, source: &Parsed) -> Vec<(String, String)> {
    let parts = |parsed: &Parsed| -> HashMap<(String, Option<String>), String> {
        let resource = &parsed.resource;
        let entries = resource.entries().filter_map(|entry| Some((walk::id(entry)?, entry)));
        let parts = entries.flat_map(|(id, entry)| {
            walk::parts(entry).into_iter().filter_map(move |(part, pattern)| {
                let written = compare::written(resource.source(), pattern)?;
                Some(((id.clone(), part.map(str::to_owned)), written.to_owned()))
            })
        });
        parts.collect()
    };
    let originals = parts(source);
    let translations = parts(file).into_iter();
    translations.filter_map(|(part, text)| Some((originals.get(&part)?.clone(), text))).collect()
}
