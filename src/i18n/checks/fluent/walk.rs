//! One way through the tree of a Fluent message, for the checks that look at every part of it. The tree is no deeper than the
//! scan allows.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};

use crate::i18n::checks::finding::Span;

/// Where in a message a node stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// How many expressions surround it, itself included.
    pub depth: usize,
    /// How many of them are selects.
    pub selects: usize,
    pub role: Role,
    /// Of an argument: whether the outermost call chooses a variant, and does not become text.
    pub is_for_choice: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Its value becomes text.
    Shown,
    /// Its value chooses a variant.
    Selector,
    /// Its value is given to a function or a term.
    Argument,
}

pub(super) enum Node<'a> {
    Inline(&'a InlineExpression<&'a str>),
    Select(&'a InlineExpression<&'a str>, &'a [Variant<&'a str>]),
}

pub(super) type Visit<'v, 'a> = &'v mut dyn FnMut(Node<'a>, Place);

/// The name of a message or, with its hyphen, of a term.
pub(crate) fn id(entry: &Entry<&str>) -> Option<String> {
    match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        Entry::Term(term) => Some(format!("-{}", term.id.name)),
        _ => None,
    }
}

/// The value (`None`) and the attributes of an entry, each with its name.
pub(crate) fn parts<'a>(entry: &'a Entry<&'a str>) -> Vec<(Option<&'a str>, &'a Pattern<&'a str>)> {
    let (value, attributes) = match entry {
        Entry::Message(message) => (message.value.as_ref(), &message.attributes),
        Entry::Term(term) => (Some(&term.value), &term.attributes),
        _ => return Vec::new(),
    };
    let value = value.map(|pattern| (None, pattern));
    value.into_iter().chain(attributes.iter().map(|attribute| (Some(attribute.id.name), &attribute.value))).collect()
}

/// Shows `visit` every expression of a pattern.
pub(super) fn pattern<'a>(pattern: &'a Pattern<&'a str>, visit: Visit<'_, 'a>) {
    within(pattern, Place { depth: 0, selects: 0, role: Role::Shown, is_for_choice: false }, visit);
}

fn within<'a>(pattern: &'a Pattern<&'a str>, place: Place, visit: Visit<'_, 'a>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: found } = element {
            let place = Place { depth: place.depth + 1, role: Role::Shown, is_for_choice: false, ..place };
            expression(found, place, visit);
        }
    }
}

fn expression<'a>(expression: &'a Expression<&'a str>, place: Place, visit: Visit<'_, 'a>) {
    match expression {
        Expression::Inline(found) => inline(found, place, visit),
        Expression::Select { selector, variants } => {
            let place = Place { selects: place.selects + 1, ..place };
            visit(Node::Select(selector, variants), place);
            let chooses = Place { depth: place.depth + 1, role: Role::Selector, is_for_choice: true, ..place };
            inline(selector, chooses, visit);
            for variant in variants {
                within(&variant.value, place, visit);
            }
        }
    }
}

fn inline<'a>(found: &'a InlineExpression<&'a str>, place: Place, visit: Visit<'_, 'a>) {
    visit(Node::Inline(found), place);
    match found {
        InlineExpression::FunctionReference { arguments: given, .. }
        | InlineExpression::TermReference { arguments: Some(given), .. } => arguments(given, place, visit),
        InlineExpression::Placeable { expression: inner } => {
            expression(inner, Place { depth: place.depth + 1, ..place }, visit);
        }
        _ => {}
    }
}

fn arguments<'a>(given: &'a CallArguments<&'a str>, place: Place, visit: Visit<'_, 'a>) {
    let place = Place { depth: place.depth + 1, role: Role::Argument, ..place };
    for value in given.positional.iter().chain(given.named.iter().map(|argument| &argument.value)) {
        inline(value, place, visit);
    }
}

/// All selects of a pattern, the outer ones first.
pub(super) fn selects<'a>(
    pattern: &'a Pattern<&'a str>,
) -> Vec<(&'a InlineExpression<&'a str>, &'a [Variant<&'a str>])> {
    let mut selects = Vec::new();
    self::pattern(pattern, &mut |node, _| {
        if let Node::Select(selector, variants) = node {
            selects.push((selector, variants));
        }
    });
    selects
}

/// The words of an expression by which its place is known.
pub(super) fn anchor<'a>(inline: &InlineExpression<&'a str>) -> &'a str {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => value,
        InlineExpression::FunctionReference { id, .. }
        | InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. }
        | InlineExpression::VariableReference { id } => id.name,
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inner) | Expression::Select { selector: inner, .. } => anchor(inner),
        },
    }
}

/// Where a slice stands in the text that it is a slice of: the tree has no positions of its own.
pub(super) fn span(text: &str, slice: &str) -> Option<Span> {
    let begin = slice.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    (begin + slice.len() <= text.len()).then_some(begin..begin + slice.len())
}
