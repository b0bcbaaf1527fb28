//! Whether translations say the same things as their source: the same files, messages, attributes and variables.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::InlineExpression;

use super::Locale;
use super::catalogue::Catalogues;
use super::finding::{Finding, Rule};
use super::guard::{self, Parsed};
use super::source::Source;
use super::walk::{self, Node};

/// All that is wrong with a set of catalogues, measured against the English ones.
#[must_use]
pub fn compare(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Catalogues::build(sources.to_vec()).err().unwrap_or_default();
    // A file with faults of its own would only yield a page of messages that it seems to lack.
    let parsed: Vec<Parsed> =
        sources.iter().filter_map(|source| guard::parse(vec![source.clone()]).ok()).flatten().collect();
    let locales: BTreeSet<&Locale> = sources.iter().map(|source| &source.locale).collect();
    for locale in locales {
        let files: Vec<&Parsed> = parsed.iter().filter(|file| &file.source.locale == locale).collect();
        findings.extend(unresolved(&files));
        if locale != &Locale::EN {
            findings.extend(files.iter().filter_map(|file| compare_file(file, &parsed)).flatten());
            findings.extend(compare_names(locale, sources));
        }
    }
    findings
}

fn compare_names(locale: &Locale, sources: &[Source]) -> Vec<Finding> {
    let names = |locale: &Locale| -> BTreeSet<&str> {
        sources.iter().filter(|source| &source.locale == locale).map(|source| source.file.as_str()).collect()
    };
    let (source, translation) = (names(&Locale::EN), names(locale));
    let say = |rule, file: &&str, detail: &str| Finding {
        rule,
        locale: locale.clone(),
        file: (*file).to_owned(),
        id: None,
        detail: detail.to_owned(),
    };
    let missing = source.difference(&translation).map(|file| say(Rule::MissingFile, file, "is in English only"));
    missing.chain(translation.difference(&source).map(|file| say(Rule::ExtraFile, file, "is not in English"))).collect()
}

/// What an entry consists of: for each part (the value, and attributes by name) the variables it uses.
type Parts = BTreeMap<Option<String>, BTreeSet<String>>;

fn compare_file(translation: &Parsed, all: &[Parsed]) -> Option<Vec<Finding>> {
    let source =
        all.iter().find(|file| file.source.locale == Locale::EN && file.source.file == translation.source.file)?;
    let (source, found) = (entries(&source.resource), entries(&translation.resource));
    let mut findings = Vec::new();
    let mut say = |rule, id: &str, detail: String| findings.push(finding(translation, rule, id, detail));
    for (id, parts) in &source {
        match found.get(id) {
            Some(translated) => compare_parts(id, parts, translated, &mut say),
            None => say(Rule::MissingId, id, "is not translated".into()),
        }
    }
    for id in found.keys().filter(|id| !source.contains_key(*id)) {
        say(Rule::ExtraId, id, "is not in English".into());
    }
    Some(findings)
}

fn compare_parts(id: &str, source: &Parts, found: &Parts, say: &mut dyn FnMut(Rule, &str, String)) {
    // What a term needs besides its value is a matter of each language's grammar.
    if id.starts_with('-') {
        return;
    }
    let named = |part: &Option<String>| part.as_ref().map_or("the value".to_owned(), |name| format!(".{name}"));
    for (part, variables) in source {
        let Some(translated) = found.get(part) else {
            say(Rule::MissingPart, id, named(part));
            continue;
        };
        for variable in variables.difference(translated) {
            say(Rule::MissingVariable, id, format!("${variable} in {}", named(part)));
        }
        for variable in translated.difference(variables) {
            say(Rule::ExtraVariable, id, format!("${variable} in {}", named(part)));
        }
    }
    for part in found.keys().filter(|part| !source.contains_key(*part)) {
        say(Rule::ExtraPart, id, named(part));
    }
}

fn entries(resource: &FluentResource) -> BTreeMap<String, Parts> {
    let parts = |entry| {
        walk::parts(entry).into_iter().map(|(part, pattern)| {
            let mut variables = BTreeSet::new();
            walk::pattern(pattern, &mut |node, _| {
                if let Node::Inline(InlineExpression::VariableReference { id }) = node {
                    variables.insert(id.name.to_owned());
                }
            });
            (part.map(str::to_owned), variables)
        })
    };
    resource.entries().filter_map(|entry| Some((walk::id(entry)?, parts(entry).collect()))).collect()
}

/// References to messages and terms that the language does not have: Fluent looks for them in the same language only.
fn unresolved(files: &[&Parsed]) -> Vec<Finding> {
    let known: BTreeMap<String, Parts> = files.iter().flat_map(|file| entries(&file.resource)).collect();
    let mut findings = Vec::new();
    for file in files {
        for (entry, id) in file.resource.entries().filter_map(|entry| Some((entry, walk::id(entry)?))) {
            for (_, pattern) in walk::parts(entry) {
                walk::pattern(pattern, &mut |node, _| {
                    let Some((target, part)) = reference(&node) else { return };
                    if !known.get(&target).is_some_and(|parts| parts.contains_key(&part)) {
                        let part = part.map(|part| format!(".{part}")).unwrap_or_default();
                        findings.push(finding(file, Rule::Unresolved, &id, format!("{target}{part}")));
                    }
                });
            }
        }
    }
    findings
}

fn reference(node: &Node<'_>) -> Option<(String, Option<String>)> {
    let (target, attribute) = match node {
        Node::Inline(InlineExpression::MessageReference { id, attribute }) => (id.name.to_owned(), attribute),
        Node::Inline(InlineExpression::TermReference { id, attribute, .. }) => (format!("-{}", id.name), attribute),
        _ => return None,
    };
    Some((target, attribute.as_ref().map(|attribute| attribute.name.to_owned())))
}

fn finding(file: &Parsed, rule: Rule, id: &str, detail: String) -> Finding {
    let (locale, file) = (file.source.locale.clone(), file.source.file.clone());
    Finding { rule, locale, file, id: Some(id.to_owned()), detail }
}
