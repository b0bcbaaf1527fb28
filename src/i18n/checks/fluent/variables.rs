//! What a message is told, and whether each variant passes it on.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use super::plurals::{self, Forms};
use super::walk::{self, Node, Role};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Report, quoted};
use crate::i18n::{Args, Locale};

/// How a pattern uses a variable.
struct Use<'a> {
    anchor: &'a str,
    /// Somewhere its value becomes text.
    is_shown: bool,
}

fn uses<'a>(pattern: &'a Pattern<&'a str>) -> BTreeMap<&'a str, Use<'a>> {
    let mut uses: BTreeMap<&str, Use<'_>> = BTreeMap::new();
    walk::pattern(pattern, &mut |node, place| {
        if let Node::Inline(InlineExpression::VariableReference { id }) = node {
            let is_shown = place.role != Role::Selector && !place.is_for_choice;
            uses.entry(id.name).or_insert(Use { anchor: id.name, is_shown }).is_shown |= is_shown;
        }
    });
    uses
}

/// The same variables as in the source. A form of one number may leave the number out; a form of several may not, or "one
/// lesson" is said of none in French, and of 21 in Russian.
pub(super) fn check(
    text: &str,
    given: &Pattern<&str>,
    source: &Pattern<&str>,
    (locale, forms): (&Locale, &Forms),
    report: &mut Report,
) {
    let (found, expected) = (uses(given), uses(source));
    for (name, usage) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
        let args = Args::new().set("variable", format!("${}", quoted(name))).set("kind", "message");
        report.add(Rule::ExtraVariable, walk::span(text, usage.anchor), args);
    }
    for (name, usage) in expected {
        let args = |kind: &str, variant: &str| {
            let variable = format!("${}", quoted(name));
            Args::new().set("variable", variable).set("kind", kind.to_owned()).set("variant", quoted(variant))
        };
        if !found.contains_key(name) {
            if usage.is_shown {
                report.add(Rule::MissingVariable, None, args("everywhere", ""));
            } else {
                report.warn(Rule::MissingVariable, None, args("choice", ""));
            }
        } else if shows_by_default(source, name) {
            let search = Search { name, locale, forms, excused: silent_words(source, name) };
            match search.lacking(given) {
                None => {}
                Some(Lack::Everywhere) => report.warn(Rule::MissingVariable, None, args("shown", "")),
                Some(Lack::In(variant)) => {
                    let key = plurals::key(variant);
                    report.warn(Rule::MissingVariable, walk::span(text, key), args("variant", key));
                }
            }
        }
    }
}

fn shows(inline: &InlineExpression<&str>, name: &str) -> bool {
    match inline {
        InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
            plurals::variable(inline) == Some(name)
        }
        InlineExpression::Placeable { expression } => {
            matches!(&**expression, Expression::Inline(inner) if shows(inner, name))
        }
        _ => false,
    }
}

fn shows_by_default(pattern: &Pattern<&str>, name: &str) -> bool {
    pattern.elements.iter().any(|element| match element {
        PatternElement::TextElement { .. } => false,
        PatternElement::Placeable { expression: Expression::Inline(inline) } => shows(inline, name),
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
            variants.iter().any(|variant| variant.default && shows_by_default(&variant.value, name))
        }
    })
}

/// Words that the source chooses by, and then does not show the variable either.
fn silent_words<'a>(source: &'a Pattern<&'a str>, name: &str) -> BTreeSet<&'a str> {
    let variants = walk::selects(source).into_iter().flat_map(|(_, variants)| variants);
    let silent = variants.filter(|variant| !uses(&variant.value).contains_key(name));
    silent.map(plurals::key).filter(|key| !plurals::is_particular(key)).collect()
}

enum Lack<'a> {
    /// No part of the pattern shows it.
    Everywhere,
    In(&'a Variant<&'a str>),
}

/// Looks for where a variable is not shown, although it should be.
struct Search<'s> {
    name: &'s str,
    locale: &'s Locale,
    forms: &'s Forms,
    excused: BTreeSet<&'s str>,
}

impl Search<'_> {
    fn lacking<'a>(&self, pattern: &'a Pattern<&'a str>) -> Option<Lack<'a>> {
        let mut lack = Some(Lack::Everywhere);
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable { expression: Expression::Inline(inline) } if shows(inline, self.name) => {
                    return None;
                }
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let lacks = |variant: &&Variant<&str>| {
                        !self.is_excused(selector, variant) && self.lacking(&variant.value).is_some()
                    };
                    let missing: Vec<_> = variants.iter().filter(lacks).collect();
                    match missing.first() {
                        None => return None,
                        Some(first) if missing.len() < variants.len() => lack = Some(Lack::In(first)),
                        Some(_) => {}
                    }
                }
                _ => {}
            }
        }
        lack
    }

    /// Whether the variant is for one value of the variable alone, so that its words can say it; or as silent as its source.
    fn is_excused(&self, selector: &InlineExpression<&str>, variant: &Variant<&str>) -> bool {
        let is_own = plurals::variable(selector) == Some(self.name);
        match variant.key {
            VariantKey::NumberLiteral { .. } => is_own,
            VariantKey::Identifier { name } if plurals::is_category(name) => {
                let form = self.forms.form(self.locale, plurals::kind(selector), name);
                let is_one_number = is_own && !variant.default && form.is_some_and(|form| form.only().is_some());
                is_one_number || self.excused.contains(name)
            }
            VariantKey::Identifier { name } => is_own && !variant.default || self.excused.contains(name),
        }
    }
}
