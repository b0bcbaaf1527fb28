//! An entry as words, placeables and selects.

use std::fmt::Write as _;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement, Variant};
use intl_pluralrules::PluralRuleType;

use crate::i18n::checks::fluent::{id, key, number_kind, parse_entries, parts, variable};

/// A message or term.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) struct Entry {
    pub id: String,
    /// The value, and the attributes by their names.
    pub parts: Vec<(Option<String>, Vec<Bit>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) enum Bit {
    Text(String),
    /// A placeable as it is written, and the variable that it shows.
    Code(String, Option<String>),
    Select(Select),
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) struct Select {
    /// As it is written.
    pub selector: String,
    pub variable: Option<String>,
    /// `None` when it chooses by something else than numbers.
    pub kind: Option<PluralRuleType>,
    pub variants: Vec<(String, Vec<Bit>)>,
    /// The key for everything else.
    pub default: String,
}

impl Select {
    /// The variant for a key.
    pub fn variant(&self, key: &str) -> &[Bit] {
        let named = |wanted: &str| self.variants.iter().find(|(known, _)| known == wanted);
        named(key).or_else(|| named(&self.default)).map_or(&[], |(_, bits)| bits)
    }
}

/// The entries that texts are; `None` for what is no single entry, and for what is written in a way that nobody needs.
pub(in crate::formats) fn entries(texts: Vec<String>) -> Vec<Option<Entry>> {
    let read = |resource: &fluent_bundle::FluentResource| {
        let (entry, id) = resource.entries().find_map(|entry| Some((entry, id(entry)?)))?;
        let parts = parts(entry).into_iter().map(|(name, pattern)| Some((name.map(str::to_owned), bits(pattern)?)));
        Some(Entry { id, parts: parts.collect::<Option<_>>()? })
    };
    parse_entries(texts).iter().map(|resource| read(resource.as_deref()?)).collect()
}

fn bits(pattern: &Pattern<&str>) -> Option<Vec<Bit>> {
    let bit = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Bit::Text((*value).to_owned())),
        PatternElement::Placeable { expression } => placeable(expression),
    };
    pattern.elements.iter().map(bit).collect()
}

fn placeable(expression: &Expression<&str>) -> Option<Bit> {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => placeable(expression),
        Expression::Inline(inline) => {
            Some(Bit::Code(format!("{{ {} }}", written(inline)?), variable(inline).map(str::to_owned)))
        }
        Expression::Select { selector, variants } => select(selector, variants).map(Bit::Select),
    }
}

fn select(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Option<Select> {
    let default = variants.iter().find(|variant| variant.default).map(key)?;
    let read = variants.iter().map(|variant| Some((key(variant).to_owned(), bits(&variant.value)?)));
    Some(Select {
        selector: written(selector)?,
        variable: variable(selector).map(str::to_owned),
        kind: number_kind(selector, variants),
        variants: read.collect::<Option<_>>()?,
        default: default.to_owned(),
    })
}

/// An expression as Fluent writes it. Selects within arguments are nothing that a translator could read.
fn written(inline: &InlineExpression<&str>) -> Option<String> {
    Some(match inline {
        InlineExpression::StringLiteral { value } => format!("\"{value}\""),
        InlineExpression::NumberLiteral { value } => (*value).to_owned(),
        InlineExpression::VariableReference { id } => format!("${}", id.name),
        InlineExpression::MessageReference { id, attribute } => {
            format!("{}{}", id.name, attribute.as_ref().map(|name| format!(".{}", name.name)).unwrap_or_default())
        }
        InlineExpression::FunctionReference { id, arguments } => format!("{}{}", id.name, call(arguments)?),
        InlineExpression::TermReference { id, attribute, arguments } => {
            let attribute = attribute.as_ref().map(|name| format!(".{}", name.name)).unwrap_or_default();
            let arguments = arguments.as_ref().map_or(Some(String::new()), call)?;
            format!("-{}{attribute}{arguments}", id.name)
        }
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inner) => format!("{{ {} }}", written(inner)?),
            Expression::Select { .. } => return None,
        },
    })
}

fn call(arguments: &CallArguments<&str>) -> Option<String> {
    let mut out = String::from("(");
    for (number, value) in arguments.positional.iter().enumerate() {
        let _ = write!(out, "{}{}", if number == 0 { "" } else { ", " }, written(value)?);
    }
    for (number, argument) in arguments.named.iter().enumerate() {
        let comma = if number == 0 && arguments.positional.is_empty() { "" } else { ", " };
        let _ = write!(out, "{comma}{}: {}", argument.name.name, written(&argument.value)?);
    }
    out.push(')');
    Some(out)
}
