//! One message or term beside its source.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Pattern};

use super::catalogue::Merged;
use super::plurals::Forms;
use super::readings::{self, Holes};
use super::render::Bench;
use super::{references, selects, variables, walk};
use crate::i18n::Args;
use crate::i18n::checks::finding::{Finding, Part, Report, quoted};
use crate::i18n::checks::limits::{EXPANDED_BYTES, EXPANDED_PLACEABLES};
use crate::i18n::checks::reading::Reading;
use crate::i18n::checks::setting::{Flags, Setting};
use crate::i18n::checks::style::{self, Sides};
use crate::i18n::checks::{Rule, addresses, characters, length, markup, protected};

/// An entry, and the text that it is a part of.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub entry: &'a Entry<&'a str>,
}

/// The attribute that becomes a header of a letter, which is one line.
const HEADER: &str = "subject";

type Parts<'a> = BTreeMap<Part, &'a Pattern<&'a str>>;

impl<'a> Side<'a> {
    fn parts(self) -> Parts<'a> {
        walk::parts(self.entry).into_iter().map(|(part, pattern)| (Part::from(part), pattern)).collect()
    }

    fn is_term(self) -> bool {
        matches!(self.entry, Entry::Term(_))
    }
}

/// What is needed for all entries of a file.
pub(super) struct Comparison<'a> {
    pub setting: &'a Setting<'a>,
    pub merged: &'a Merged<'a>,
    pub bench: &'a Bench,
    pub forms: Forms,
}

impl Comparison<'_> {
    /// Finds what is wrong with an entry. `earlier` is what was found already.
    pub fn check(&self, given: Side<'_>, source: Side<'_>, flags: Flags, earlier: Vec<Finding>) -> Vec<Finding> {
        let mut report = Report::default();
        for finding in earlier {
            report.note(finding);
        }
        let (found, expected) = (given.parts(), source.parts());
        check_parts(given.is_term(), &found, &expected, &mut report);
        check_expansion(given.entry, self.merged, &mut report);
        for (part, pattern) in &found {
            report.turn_to(part.clone());
            self.check_safety(given.text, pattern, expected.get(part).map(|twin| (source.text, *twin)), &mut report);
            if *part == Part::from(Some(HEADER)) {
                for reading in readings::each(given.text, pattern, Holes::Nameless) {
                    characters::check_line(&reading, &mut report);
                }
            }
            if let Some(twin) = expected.get(part) {
                self.check_pattern((given, pattern), (source, twin), flags, &mut report);
            }
        }
        if report.blocks() {
            return report.into_findings();
        }
        for (part, pattern) in &found {
            report.turn_to(part.clone());
            if let Some(twin) = expected.get(part) {
                self.check_style((given.text, pattern), (source.text, twin), &mut report);
            }
        }
        self.bench.check(given.entry, source.entry, (self.merged, &self.forms), &mut report);
        report.into_findings()
    }

    /// What holds for every pattern by itself, variants included.
    fn check_safety(
        &self,
        text: &str,
        given: &Pattern<&str>,
        source: Option<(&str, &Pattern<&str>)>,
        report: &mut Report,
    ) {
        let mut allowed = markup::Allowed::default();
        for reading in source.iter().flat_map(|(text, twin)| readings::each(text, twin, Holes::Named)) {
            allowed.add(&markup::Markup::read(&reading.text).unwrap_or_default());
        }
        for reading in readings::each(text, given, Holes::Named) {
            markup::check_safety(&reading, &allowed, report);
        }
        for reading in readings::each(text, given, Holes::Nameless) {
            characters::check(&reading, self.setting.locale.direction(), report);
            protected::check(&reading, &self.setting.knowledge.names, report);
        }
    }

    fn check_pattern(
        &self,
        (given, pattern): (Side<'_>, &Pattern<&str>),
        (source, twin): (Side<'_>, &Pattern<&str>),
        flags: Flags,
        report: &mut Report,
    ) {
        let language = (self.setting.locale, &self.forms);
        if !given.is_term() {
            variables::check(given.text, pattern, twin, language, report);
        }
        selects::check(given.text, pattern, twin, language, report);
        references::check(given.text, pattern, twin, self.merged, &self.setting.knowledge.names, report);
        let sides = |holes| (readings::all(given.text, pattern, holes), readings::all(source.text, twin, holes));
        let (named, named_twin) = sides(Holes::Named);
        markup::check_structure(&named, &named_twin, report);
        let (found, expected) = sides(Holes::Nameless);
        length::check_empty(&found, &expected, report);
        length::check(&found, &expected, flags, report);
        addresses::check(Sides { given: &found, source: &expected }, &self.setting.knowledge.links, report);
    }

    fn check_style(
        &self,
        (text, pattern): (&str, &Pattern<&str>),
        (source, twin): (&str, &Pattern<&str>),
        report: &mut Report,
    ) {
        let (given, expected) = (visible(text, pattern), visible(source, twin));
        style::check(Sides { given: &given, source: &expected }, self.setting, report);
        let (Some(own), Some(original)) = (written(text, pattern), written(source, twin)) else { return };
        if let Some(other) = self.setting.knowledge.elsewhere.other_than(original, own) {
            report.add(Rule::Inconsistent, None, Args::new().set("other", quoted(other)));
        }
    }
}

/// What a term needs besides its value is a matter of each language's grammar.
fn check_parts(is_term: bool, found: &Parts<'_>, expected: &Parts<'_>, report: &mut Report) {
    if is_term {
        return;
    }
    for (parts, others, rule) in [(expected, found, Rule::MissingPart), (found, expected, Rule::ExtraPart)] {
        for part in parts.keys().filter(|part| !others.contains_key(*part)) {
            report.turn_to(part.clone());
            report.add(rule, None, Args::new().set("part", quoted(&part.to_string())));
        }
    }
}

/// What a message may grow to, which the formatter does not limit.
pub(super) fn check_expansion(entry: &Entry<&str>, merged: &Merged<'_>, report: &mut Report) {
    let id = walk::id(entry).unwrap_or_default();
    for (part, _) in walk::parts(entry) {
        report.turn_to(Part::from(part));
        let key = part.map_or_else(|| id.clone(), |name| format!("{id}.{name}"));
        let measure = merged.measure(&key);
        if measure.is_cyclic {
            let path = merged.cycle(&key).join(" → ");
            report.add(Rule::Cycle, None, Args::new().set("path", quoted(&path)));
            continue;
        }
        for (what, found, most) in
            [("bytes", measure.bytes, EXPANDED_BYTES), ("placeables", measure.placeables, EXPANDED_PLACEABLES)]
        {
            if found > most {
                let args = Args::new().set("what", what).set("found", found.min(MOST_SAID)).set("most", most);
                report.add(Rule::Expansion, None, args);
            }
        }
    }
}

/// Beyond this a number says no more than "very large".
const MOST_SAID: usize = 1_000_000;

/// The readings without their tags.
fn visible(text: &str, pattern: &Pattern<&str>) -> Vec<Reading> {
    let readings = readings::all(text, pattern, Holes::Nameless);
    readings.into_iter().map(|reading| reading.without(&markup::tag_spans(&reading.text))).collect()
}

/// A pattern as it is written in the file, from its first character to its last.
pub(super) fn written<'t>(text: &'t str, pattern: &Pattern<&str>) -> Option<&'t str> {
    let whole = readings::all(text, pattern, Holes::Nameless);
    let spans = whole.iter().map(|reading| reading.span(0..reading.text.len()));
    let (begin, end) = spans.fold((usize::MAX, 0), |(begin, end), span| (begin.min(span.start), end.max(span.end)));
    text.get(begin..end)
}
