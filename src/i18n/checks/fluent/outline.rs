//! The size of a message before it is formatted.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{plurals, references};
use crate::i18n::checks::limits::VARIABLE_BYTES;

/// What a pattern adds up to, as far as it is known without its references.
#[derive(Debug)]
pub(super) enum Outline {
    Bytes(usize),
    /// Its name, and whether it has to be a number.
    Variable(String, bool),
    Reference(String),
    Placeable(Box<Outline>),
    All(Vec<Outline>),
    /// The largest of the variants.
    Largest(Vec<Outline>),
}

/// At most so much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    pub bytes: usize,
    /// As fluent-bundle counts them: each time one is shown.
    pub placeables: usize,
    /// It leads back to itself, or to something that does.
    pub is_cyclic: bool,
}

impl Measure {
    pub const CYCLE: Self = Self { bytes: 0, placeables: 0, is_cyclic: true };

    fn plus(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.saturating_add(other.bytes),
            placeables: self.placeables.saturating_add(other.placeables),
            is_cyclic: self.is_cyclic || other.is_cyclic,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.max(other.bytes),
            placeables: self.placeables.max(other.placeables),
            is_cyclic: self.is_cyclic || other.is_cyclic,
        }
    }
}

impl Outline {
    pub fn of(pattern: &Pattern<&str>) -> Self {
        let elements = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => Self::Bytes(value.len()),
            PatternElement::Placeable { expression } => Self::Placeable(Box::new(Self::of_expression(expression))),
        });
        Self::All(elements.collect())
    }

    fn of_expression(expression: &Expression<&str>) -> Self {
        match expression {
            Expression::Inline(inline) => Self::of_inline(inline),
            Expression::Select { selector, variants } => Self::All(vec![
                Self::chosen_by(selector, plurals::counts(variants)),
                Self::Largest(variants.iter().map(|variant| Self::of(&variant.value)).collect()),
            ]),
        }
    }

    fn of_inline(inline: &InlineExpression<&str>) -> Self {
        match inline {
            InlineExpression::StringLiteral { value } => Self::Bytes(unescape_unicode_to_string(value).len()),
            InlineExpression::NumberLiteral { value } => Self::Bytes(value.len() * 2),
            InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
                Self::All(vec![Self::Bytes(VARIABLE_BYTES), Self::chosen_by(inline, false)])
            }
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                references::key(inline).map_or(Self::Bytes(0), Self::Reference)
            }
            InlineExpression::Placeable { expression } => Self::Placeable(Box::new(Self::of_expression(expression))),
        }
    }

    /// What is looked up, though not shown: a variable, or what a term says of itself.
    fn chosen_by(selector: &InlineExpression<&str>, counts: bool) -> Self {
        let variable = plurals::variable(selector);
        let is_number = counts || plurals::is_number(selector);
        match (variable, references::key(selector)) {
            (Some(variable), _) => Self::Variable(variable.to_owned(), is_number),
            (None, Some(key)) => Self::Reference(key),
            (None, None) => Self::Bytes(0),
        }
    }

    pub fn variables(&self) -> Vec<(&str, bool)> {
        match self {
            Self::Bytes(_) | Self::Reference(_) => Vec::new(),
            Self::Variable(name, is_number) => vec![(name, *is_number)],
            Self::Placeable(inner) => inner.variables(),
            Self::All(outlines) | Self::Largest(outlines) => outlines.iter().flat_map(Self::variables).collect(),
        }
    }

    pub fn references(&self) -> Vec<&str> {
        match self {
            Self::Bytes(_) | Self::Variable(..) => Vec::new(),
            Self::Reference(key) => vec![key],
            Self::Placeable(inner) => inner.references(),
            Self::All(outlines) | Self::Largest(outlines) => outlines.iter().flat_map(Self::references).collect(),
        }
    }

    pub fn measure(&self, known: &dyn Fn(&str) -> Measure) -> Measure {
        match self {
            Self::Bytes(bytes) => Measure { bytes: *bytes, ..Measure::default() },
            Self::Variable(..) => Measure::default(),
            Self::Reference(key) => known(key),
            Self::Placeable(inner) => Measure { placeables: 1, ..Measure::default() }.plus(inner.measure(known)),
            Self::All(outlines) => {
                outlines.iter().fold(Measure::default(), |sum, outline| sum.plus(outline.measure(known)))
            }
            Self::Largest(outlines) => {
                outlines.iter().fold(Measure::default(), |most, outline| most.or(outline.measure(known)))
            }
        }
    }
}
