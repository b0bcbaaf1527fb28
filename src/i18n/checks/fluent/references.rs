//! What a message refers to.

use std::collections::BTreeSet;

use fluent_syntax::ast::{InlineExpression, Pattern};

use super::catalogue::{Found, Merged};
use super::walk::{self, Node, Role};
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Report, quoted};
use crate::i18n::checks::protected::ProtectedNames;

/// The name of what an expression refers to: `message`, `message.attribute`, `-term`, `-term.attribute`.
pub(super) fn key(inline: &InlineExpression<&str>) -> Option<String> {
    let (id, attribute) = match inline {
        InlineExpression::MessageReference { id, attribute } => (id.name.to_owned(), attribute),
        InlineExpression::TermReference { id, attribute, .. } => (format!("-{}", id.name), attribute),
        _ => return None,
    };
    Some(attribute.as_ref().map_or_else(|| id.clone(), |attribute| format!("{id}.{}", attribute.name)))
}

/// One reference of a pattern.
struct Reference<'a> {
    key: String,
    anchor: &'a str,
    /// Its text is shown; it does not only choose.
    is_shown: bool,
}

fn references<'a>(pattern: &'a Pattern<&'a str>) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    walk::pattern(pattern, &mut |node, place| {
        let Node::Inline(inline) = node else { return };
        if let Some(key) = key(inline) {
            found.push(Reference { key, anchor: walk::anchor(inline), is_shown: place.role != Role::Selector });
        }
    });
    found
}

/// What is referred to is there; what the source refers to is referred to, and nothing else.
pub(super) fn check(
    text: &str,
    given: &Pattern<&str>,
    source: &Pattern<&str>,
    merged: &Merged<'_>,
    names: &ProtectedNames,
    report: &mut Report,
) {
    let expected: BTreeSet<String> = shown(source);
    for reference in references(given) {
        let at = walk::span(text, reference.anchor);
        let args = |place: &str| Args::new().set("reference", quoted(&reference.key)).set("place", place.to_owned());
        match merged.look_up(&reference.key) {
            Found::Here => {}
            Found::Elsewhere => report.warn(Rule::Unresolved, at.clone(), args("elsewhere")),
            Found::Nowhere => report.add(Rule::Unresolved, at.clone(), args("nowhere")),
        }
        if reference.is_shown && !expected.contains(&reference.key) {
            report.add(Rule::ExtraReference, at, Args::new().set("reference", quoted(&reference.key)));
        }
    }
    let found = shown(given);
    for key in expected.difference(&found) {
        let args = Args::new().set("reference", quoted(key));
        if names.has_term(key) {
            report.add(Rule::MissingTerm, None, args);
        } else {
            report.warn(Rule::MissingTerm, None, args);
        }
    }
}

fn shown(pattern: &Pattern<&str>) -> BTreeSet<String> {
    references(pattern).into_iter().filter(|reference| reference.is_shown).map(|reference| reference.key).collect()
}
