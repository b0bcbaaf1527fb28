//! Formats a message as it will be served, with values that might be given.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern};
use intl_pluralrules::PluralRuleType;

use super::catalogue::Merged;
use super::plurals::{self, Forms};
use super::walk;
use crate::i18n::bundles::{self, Bundle, Marks};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Part, Report, quoted};
use crate::i18n::{Args, Locale};

/// Names that are not as the sentence expects them: with markup, and from right to left.
const NAMES: [&str; 3] = ["Ana", "<b>Ana</b>", "ليلى"];
const NUMBERS: [f64; 2] = [0.0, 1_234_567.5];

/// A place to try messages.
pub(super) struct Bench {
    locale: Locale,
    /// What comes later takes precedence.
    resources: Vec<Arc<FluentResource>>,
    bundle: OnceCell<Option<Bundle>>,
}

impl Bench {
    pub fn new(locale: &Locale, resources: Vec<Arc<FluentResource>>) -> Self {
        Self { locale: locale.clone(), resources, bundle: OnceCell::new() }
    }

    /// Each part, and each variant by itself, with each set of values. Reports the first error of each pattern, and tells how
    /// many bytes were written.
    pub fn check(
        &self,
        entry: &Entry<&str>,
        source: &Entry<&str>,
        (merged, forms): (&Merged<'_>, &Forms),
        report: &mut Report,
    ) -> usize {
        // A term is given what its references give it, and the grammar of each language asks for other things.
        if matches!(entry, Entry::Term(_)) {
            return 0;
        }
        let bundle = self.bundle.get_or_init(|| bundles::bundle(&self.resources, &self.locale, Marks::Isolating));
        let mut bytes = 0;
        for (part, pattern) in walk::parts(entry) {
            report.turn_to(Part::from(part));
            let Some(bundle) = bundle else {
                report.add(Rule::Broken, None, Args::new().set("cause", "no formatter for this language"));
                continue;
            };
            let Some((_, twin)) = walk::parts(source).into_iter().find(|(twin, _)| *twin == part) else { continue };
            let told = Told::of(pattern, twin, merged, (&self.locale, forms));
            let variants = walk::selects(pattern).into_iter().flat_map(|(_, variants)| variants);
            for pattern in std::iter::once(pattern).chain(variants.map(|variant| &variant.value)) {
                for args in told.samples() {
                    match bundles::written(bundle, pattern, &args) {
                        Ok(text) => bytes += text.len(),
                        Err(cause) => {
                            report.add(Rule::Broken, None, Args::new().set("cause", quoted(&cause)));
                            break;
                        }
                    }
                }
            }
        }
        bytes
    }
}

/// A part of a message as readers would see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub part: Part,
    /// What it was told, by variable.
    pub told: Vec<(String, String)>,
    pub text: String,
}

/// Of one message.
const MOST_RENDERED: usize = 40;

impl Bench {
    /// Each part with each set of values; what comes out the same is shown once, and what Fluent cannot format not at all.
    pub fn show(
        &self,
        entry: &Entry<&str>,
        source: &Entry<&str>,
        (merged, forms): (&Merged<'_>, &Forms),
    ) -> Vec<Rendered> {
        let Some(bundle) = self.bundle.get_or_init(|| bundles::bundle(&self.resources, &self.locale, Marks::Isolating))
        else {
            return Vec::new();
        };
        let sources = walk::parts(source);
        let mut shown: Vec<Rendered> = Vec::new();
        for (name, pattern) in walk::parts(entry) {
            let Some((_, twin)) = sources.iter().find(|(twin, _)| *twin == name) else { continue };
            let told = Told::of(pattern, twin, merged, (&self.locale, forms));
            for args in told.samples() {
                let Ok(text) = bundles::written(bundle, pattern, &args) else { continue };
                let part = Part::from(name);
                let is_new = !shown.iter().any(|other| other.part == part && other.text == text);
                if is_new && shown.len() < MOST_RENDERED {
                    let told = args.iter().map(|(name, value)| (name.to_owned(), sample(value))).collect();
                    shown.push(Rendered { part, told, text });
                }
            }
        }
        shown
    }
}

fn sample(value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::String(text) => text.to_string(),
        FluentValue::Number(number) => number.value.to_string(),
        _ => String::new(),
    }
}

/// The variables that a message may count on, and values for them.
struct Told {
    /// Those of the source, and whether they are numbers.
    variables: BTreeMap<String, bool>,
    texts: Vec<String>,
    numbers: Vec<f64>,
}

impl Told {
    fn of(
        pattern: &Pattern<&str>,
        source: &Pattern<&str>,
        merged: &Merged<'_>,
        (locale, forms): (&Locale, &Forms),
    ) -> Self {
        let mut variables = merged.variables(source);
        for (name, is_number) in merged.variables(pattern) {
            variables.entry(name).and_modify(|known| *known |= is_number);
        }
        let selects = walk::selects(pattern);
        let words =
            selects.iter().filter(|(_, variants)| !plurals::counts(variants)).flat_map(|(_, variants)| *variants);
        let words: BTreeSet<&str> = words.map(plurals::key).collect();
        let texts = NAMES.into_iter().chain(words).map(str::to_owned).collect();
        let samples = [PluralRuleType::CARDINAL, PluralRuleType::ORDINAL]
            .into_iter()
            .flat_map(|kind| forms.of(locale, kind).unwrap_or_default())
            .filter_map(|form| form.examples().first()?.parse().ok());
        Self { variables, texts, numbers: samples.chain(NUMBERS).collect() }
    }

    /// As many sets as it takes for each variable to have each of its values.
    fn samples(&self) -> impl Iterator<Item = FluentArgs<'_>> {
        let rounds =
            self.variables.values().map(|is_number| if *is_number { self.numbers.len() } else { self.texts.len() });
        (0..rounds.max().unwrap_or(1)).map(|round| {
            let value = |is_number: bool| {
                if is_number {
                    self.numbers.get(round % self.numbers.len()).map(|number| FluentValue::from(*number))
                } else {
                    self.texts.get(round % self.texts.len()).map(|text| FluentValue::from(text.as_str()))
                }
            };
            let told = self.variables.iter().filter_map(|(name, is_number)| Some((name.as_str(), value(*is_number)?)));
            told.collect()
        })
    }
}
