//! The ways in which a pattern can come out.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{plurals, walk};
use crate::i18n::checks::limits::{READING_BYTES, READINGS};
use crate::i18n::checks::markup;
use crate::i18n::checks::reading::Reading;

/// Whether a placeable is read as a hole, or told by its name, as within a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holes {
    Nameless,
    Named,
}

/// A variant that is chosen: which of the variants of which select (known by where its variants are kept).
type Choice = (usize, usize);

/// The usual way, in which every choice falls on its default; then one for each other variant, with all other choices at their
/// defaults. So many ways there are, and not the product of all variants.
pub(super) fn all<'a>(text: &str, pattern: &'a Pattern<&'a str>, holes: Holes) -> Vec<Reading> {
    let mut ways = vec![Vec::new()];
    variants(pattern, &mut Vec::new(), &mut ways);
    let mut readings = Vec::new();
    let mut bytes = 0;
    for way in ways.iter().take(READINGS) {
        let mut reading = Reading::default();
        read(text, pattern, Some(way), holes, &mut reading);
        bytes += reading.text.len();
        readings.push(reading);
        if bytes > READING_BYTES {
            break;
        }
    }
    readings
}

/// Each pattern by itself, the variants being patterns of their own.
pub(super) fn each<'a>(text: &str, pattern: &'a Pattern<&'a str>, holes: Holes) -> Vec<Reading> {
    let inner = walk::selects(pattern).into_iter().flat_map(|(_, variants)| variants).map(|variant| &variant.value);
    std::iter::once(pattern)
        .chain(inner)
        .map(|pattern| {
            let mut reading = Reading::default();
            read(text, pattern, None, holes, &mut reading);
            reading
        })
        .collect()
}

fn address(variants: &[Variant<&str>]) -> usize {
    variants.as_ptr().addr()
}

fn variants<'a>(pattern: &'a Pattern<&'a str>, trail: &mut Vec<Choice>, ways: &mut Vec<Vec<Choice>>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression: Expression::Select { variants: among, .. } } = element else {
            continue;
        };
        for (index, variant) in among.iter().enumerate() {
            trail.push((address(among), index));
            if !variant.default {
                ways.push(trail.clone());
            }
            variants(&variant.value, trail, ways);
            trail.pop();
        }
    }
}

/// Reads on, in the way that is given, or with every select as a hole.
fn read<'a>(text: &str, pattern: &'a Pattern<&'a str>, way: Option<&[Choice]>, holes: Holes, reading: &mut Reading) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => push(text, value, value, reading),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } => {
                    push(text, &unescape_unicode_to_string(value), value, reading);
                }
                InlineExpression::NumberLiteral { value } => push(text, value, value, reading),
                _ => hole(text, inline, "", holes, reading),
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => match way {
                None => hole(text, selector, "->", holes, reading),
                Some(way) => {
                    let here = address(variants);
                    let chosen =
                        way.iter().find(|(select, _)| *select == here).and_then(|(_, index)| variants.get(*index));
                    if let Some(variant) = chosen.or_else(|| variants.iter().find(|variant| variant.default)) {
                        read(text, &variant.value, Some(way), holes, reading);
                    }
                }
            },
        }
    }
}

fn push(text: &str, shown: &str, written: &str, reading: &mut Reading) {
    reading.push(shown, walk::span(text, written).unwrap_or_default());
}

/// A choice is told from what it chooses by: its variants may say anything.
fn hole(text: &str, inline: &InlineExpression<&str>, choice: &str, holes: Holes, reading: &mut Reading) {
    let anchor = walk::anchor(inline);
    let span = walk::span(text, anchor).unwrap_or_default();
    match (holes, plurals::variable(inline)) {
        (Holes::Nameless, _) => reading.push_hole(span),
        (Holes::Named, Some(variable)) => reading.push(&markup::hole(&format!("${variable}{choice}")), span),
        (Holes::Named, None) => reading.push(&markup::hole(&format!("{anchor}{choice}")), span),
    }
}
