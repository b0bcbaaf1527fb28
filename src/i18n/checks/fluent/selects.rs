//! Choices between variants: every form that a number can take in the language, and no other.

use std::collections::BTreeSet;

use fluent_syntax::ast::{InlineExpression, Pattern, Variant, VariantKey};
use intl_pluralrules::PluralRuleType;

use super::plurals::{self, Forms};
use super::walk;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Report, quoted};
use crate::i18n::{Args, Locale, Value};

type Select<'a> = (&'a InlineExpression<&'a str>, &'a [Variant<&'a str>]);

/// A choice in a translation, and the choices of its source by the same variable.
struct Twin<'a> {
    select: Select<'a>,
    source: Vec<Select<'a>>,
}

pub(super) fn check(
    text: &str,
    given: &Pattern<&str>,
    source: &Pattern<&str>,
    (locale, forms): (&Locale, &Forms),
    report: &mut Report,
) {
    let expected = walk::selects(source);
    let found = walk::selects(given);
    for select in &found {
        let Some(variable) = plurals::variable(select.0) else { continue };
        let alike = |other: &&Select<'_>| plurals::variable(other.0) == Some(variable);
        let twin = Twin { select: *select, source: expected.iter().filter(alike).copied().collect() };
        let checker = Checker { text, locale, forms, twin };
        if checker.is_numeric() {
            checker.check_keys(report);
            checker.check_forms(report);
            checker.check_kind(report);
        } else {
            checker.check_words(report);
        }
    }
    check_exact(&found, &expected, (locale, forms), report);
}

struct Checker<'a> {
    text: &'a str,
    locale: &'a Locale,
    forms: &'a Forms,
    twin: Twin<'a>,
}

impl Checker<'_> {
    /// Whether a number chooses. Fluent has no types: the keys tell, those of the source or its own.
    fn is_numeric(&self) -> bool {
        let tells = |(selector, variants): &Select<'_>| plurals::is_number(selector) || plurals::counts(variants);
        tells(&self.twin.select) || self.twin.source.iter().any(tells)
    }

    fn kind(&self) -> PluralRuleType {
        plurals::kind(self.twin.select.0)
    }

    fn check_keys(&self, report: &mut Report) {
        let forms = self.forms.of(self.locale, self.kind());
        for variant in self.twin.select.1 {
            let VariantKey::Identifier { name } = variant.key else { continue };
            let at = walk::span(self.text, name);
            if !plurals::is_category(name) {
                report.add(Rule::UnknownPlural, at, Args::new().set("key", quoted(name)));
            } else if forms.is_some_and(|forms| forms.iter().all(|form| form.category != name)) {
                report.add(Rule::UnreachablePlural, at, Args::new().set("category", name.to_owned()));
            }
        }
    }

    /// Where a choice is between exact numbers alone, the rest is one form for all others.
    fn check_forms(&self, report: &mut Report) {
        let (_, variants) = self.twin.select;
        let is_exact = |variants: &[Variant<&str>]| {
            variants.iter().all(|variant| match variant.key {
                VariantKey::NumberLiteral { .. } => true,
                VariantKey::Identifier { name } => name == "other" && variants.len() > 1,
            })
        };
        if is_exact(variants) && self.twin.source.iter().all(|(_, variants)| is_exact(variants)) {
            return;
        }
        let Some(forms) = self.forms.of(self.locale, self.kind()) else { return };
        let has = |key: &str| variants.iter().any(|variant| plurals::key(variant) == key);
        for form in forms {
            let is_covered = has(form.category) || form.only().is_some_and(|number| has(&number.to_string()));
            if is_covered {
                continue;
            }
            let args = Args::new().set("category", form.category).set("examples", Value::List(form.examples()));
            let at = walk::span(self.text, walk::anchor(self.twin.select.0));
            if form.is_usual() {
                report.add(Rule::MissingPlural, at, args);
            } else {
                report.warn(Rule::MissingPlural, at, args);
            }
        }
    }

    /// "3 lessons" and "the 3rd lesson" are counted by different rules.
    fn check_kind(&self, report: &mut Report) {
        let kinds: Vec<PluralRuleType> = self
            .twin
            .source
            .iter()
            .filter(|(selector, variants)| plurals::is_number(selector) || plurals::counts(variants))
            .map(|(selector, _)| plurals::kind(selector))
            .collect();
        let own = self.kind();
        if !kinds.is_empty() && !kinds.contains(&own) {
            let expected = if own == PluralRuleType::ORDINAL { "cardinal" } else { "ordinal" };
            let at = walk::span(self.text, walk::anchor(self.twin.select.0));
            report.add(Rule::SelectKind, at, Args::new().set("expected", expected));
        }
    }

    /// Words to choose by are the program's: translated, they are never chosen.
    fn check_words(&self, report: &mut Report) {
        let known: BTreeSet<&str> =
            self.twin.source.iter().flat_map(|(_, variants)| *variants).map(plurals::key).collect();
        for variant in self.twin.select.1.iter().filter(|_| !known.is_empty()) {
            let key = plurals::key(variant);
            if !known.contains(key) && key != "other" {
                let known = Value::List(known.iter().map(|key| quoted(key)).collect());
                let args = Args::new().set("key", quoted(key)).set("known", known);
                report.add(Rule::UnknownKey, walk::span(self.text, key), args);
            }
        }
    }
}

/// `[0]` of the source is something that people wanted to have said in its own way.
fn check_exact(found: &[Select<'_>], expected: &[Select<'_>], (locale, forms): (&Locale, &Forms), report: &mut Report) {
    let mut lost = BTreeSet::new();
    for (selector, variants) in expected {
        let variable = plurals::variable(selector);
        for number in variants.iter().filter(|variant| matches!(variant.key, VariantKey::NumberLiteral { .. })) {
            let number = plurals::key(number);
            let says = |(own, variants): &Select<'_>| {
                plurals::variable(own) == variable
                    && variants.iter().any(|variant| {
                        let form = forms.form(locale, plurals::kind(own), plurals::key(variant));
                        let only = form.and_then(plurals::Form::only);
                        plurals::key(variant) == number || only.is_some_and(|only| only.to_string() == number)
                    })
            };
            if !found.iter().any(says) {
                lost.insert(number);
            }
        }
    }
    for number in lost {
        report.add(Rule::ExactVariantLost, None, Args::new().set("number", quoted(number)));
    }
}
