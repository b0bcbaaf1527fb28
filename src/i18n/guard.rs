//! Keeps text from outside away from the Fluent parser and formatter until neither can be harmed by it.
//!
//! fluent-syntax 0.12 recurses without a limit (projectfluent/fluent#284): 220 nested braces abort a debug build, and
//! an abort is not caught by anything. So the braces of each entry are counted first, and the parser runs on a thread
//! whose stack is large enough for all of them to be nested. fluent-bundle 0.16 panics on some trees and prints others
//! wrongly without an error: those are refused.

use std::sync::Arc;
use std::thread;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, InlineExpression, Variant, VariantKey};
use intl_pluralrules::{PluralRuleType, PluralRules};

use super::finding::{Finding, Rule};
use super::source::Source;
use super::walk::{self, Node, Place, Role};

const LONGEST_FILE: usize = 1024 * 1024;
const LONGEST_ENTRY: usize = 64 * 1024;
const MOST_ENTRIES: usize = 5_000;
/// At some 12 KB of stack for each in a debug build, all of them nested take less than half of the parser's stack.
const MOST_OPENINGS: usize = 1_000;
const STACK: usize = 32 * 1024 * 1024;
const DEEPEST: usize = 16;
const DEEPEST_SELECT: usize = 4;
const MOST_VARIANTS: usize = 64;
/// More digits than a 64-bit number has overflow in fluent-bundle's arithmetic of plurals.
pub(super) const MOST_DIGITS: usize = 15;

const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];
const OPTIONS: [&str; 6] =
    ["type", "style", "useGrouping", "minimumIntegerDigits", "minimumFractionDigits", "maximumFractionDigits"];

/// A file that the formatter may have.
pub(super) struct Parsed {
    pub source: Source,
    pub resource: Arc<FluentResource>,
}

/// Parses files that may come from anybody. Never panics, overflows the stack or takes more than linear time before it
/// refuses.
pub(super) fn parse(sources: Vec<Source>) -> Result<Vec<Parsed>, Vec<Finding>> {
    let Some(first) = sources.first().cloned() else { return Ok(Vec::new()) };
    let broken = |detail: &str| vec![finding(&first, Rule::Broken, None, detail)];
    let parser =
        thread::Builder::new().name("catalogue parser".into()).stack_size(STACK).spawn(move || parse_all(sources));
    let parser = parser.map_err(|cause| broken(&cause.to_string()))?;
    parser.join().unwrap_or_else(|_| Err(broken("the parser failed")))
}

fn parse_all(sources: Vec<Source>) -> Result<Vec<Parsed>, Vec<Finding>> {
    let mut parsed = Vec::new();
    let mut findings = Vec::new();
    for source in sources {
        match parse_one(source) {
            Ok(file) => parsed.push(file),
            Err(more) => findings.extend(more),
        }
    }
    if findings.is_empty() { Ok(parsed) } else { Err(findings) }
}

fn parse_one(source: Source) -> Result<Parsed, Vec<Finding>> {
    scan(&source).map_err(|found| vec![found])?;
    // The parser takes a byte order mark for junk.
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text).to_owned();
    let resource = match FluentResource::try_new(text) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            return Err(errors.iter().map(|error| finding(&source, Rule::Junk, None, &error.to_string())).collect());
        }
    };
    let findings = inspect(&source, &resource);
    if findings.is_empty() { Ok(Parsed { source, resource: Arc::new(resource) }) } else { Err(findings) }
}

/// Counts, before anything is parsed. Linear in the size of the file.
fn scan(source: &Source) -> Result<(), Finding> {
    let refuse = |rule, detail: String| Err(finding(source, rule, None, &detail));
    if source.text.len() > LONGEST_FILE {
        return refuse(Rule::Size, format!("{} bytes, of at most {LONGEST_FILE}", source.text.len()));
    }
    let (mut entries, mut bytes, mut openings) = (0, 0, 0);
    for (number, line) in source.text.split('\n').enumerate() {
        if begins_entry(line) {
            (entries, bytes, openings) = (entries + 1, 0, 0);
        }
        bytes += line.len() + 1;
        openings += line.bytes().filter(|byte| matches!(byte, b'{' | b'(')).count();
        if openings > MOST_OPENINGS {
            return refuse(
                Rule::Depth,
                format!("more than {MOST_OPENINGS} braces and parentheses opened up to line {}", number + 1),
            );
        }
        if bytes > LONGEST_ENTRY {
            return refuse(Rule::Size, format!("an entry above {LONGEST_ENTRY} bytes at line {}", number + 1));
        }
        if entries > MOST_ENTRIES {
            return refuse(Rule::Size, format!("more than {MOST_ENTRIES} entries"));
        }
    }
    Ok(())
}

/// `name =` in the first column. Within braces the parser stops at such an equals sign, so that no nesting goes on
/// beyond it. A carriage return does not end a line for the parser, nor does it here.
fn begins_entry(line: &str) -> bool {
    let Some((name, _)) = line.split_once('=') else { return false };
    let name = name.trim_end_matches(' ');
    let name = name.strip_prefix('-').unwrap_or(name);
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn inspect(source: &Source, resource: &FluentResource) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in resource.entries() {
        let mut say = |rule, detail: String| findings.push(finding(source, rule, walk::id(entry), &detail));
        for (_, pattern) in walk::parts(entry) {
            walk::pattern(pattern, &mut |node, place| {
                if place.depth > DEEPEST || place.selects > DEEPEST_SELECT {
                    say(Rule::Depth, format!("nested deeper than {DEEPEST} placeables or {DEEPEST_SELECT} selects"));
                }
                match node {
                    Node::Inline(inline) => inspect_inline(entry, inline, place, &mut say),
                    Node::Select(selector, variants) => inspect_select(source, selector, variants, &mut say),
                }
            });
        }
    }
    findings.dedup();
    findings
}

fn inspect_inline(
    entry: &Entry<&str>,
    inline: &InlineExpression<&str>,
    place: Place,
    say: &mut dyn FnMut(Rule, String),
) {
    let in_term = matches!(entry, Entry::Term(_));
    match inline {
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => inspect_number(arguments, say),
        InlineExpression::FunctionReference { id, .. } => say(Rule::UnknownFunction, format!("{}()", id.name)),
        InlineExpression::NumberLiteral { value } if value.len() > MOST_DIGITS => {
            say(Rule::BadArgument, format!("too long a number: {value}"));
        }
        // When a term's parameter is missing, fluent-bundle shows `{$name}` and reports no error. Choosing a form by it
        // is safe.
        InlineExpression::VariableReference { id } if in_term && place.role == Role::Shown => {
            say(Rule::TermParameter, format!("a term may choose by ${} but not show it", id.name));
        }
        InlineExpression::MessageReference { id, .. } if in_term => {
            say(Rule::TermParameter, format!("a term may not refer to the message {}", id.name));
        }
        // fluent-bundle panics on these when the limit of placeables is reached within.
        InlineExpression::Placeable { .. } => say(Rule::NestedPlaceable, "a placeable within a placeable".into()),
        _ => {}
    }
}

fn inspect_number(arguments: &CallArguments<&str>, say: &mut dyn FnMut(Rule, String)) {
    if arguments.positional.len() != 1 {
        say(Rule::BadArgument, "NUMBER() takes one value".into());
    }
    for argument in &arguments.named {
        let known = match (argument.name.name, &argument.value) {
            ("type", InlineExpression::StringLiteral { value }) => matches!(*value, "cardinal" | "ordinal"),
            ("style", InlineExpression::StringLiteral { value }) => matches!(*value, "decimal" | "percent"),
            ("useGrouping", InlineExpression::StringLiteral { value }) => matches!(*value, "true" | "false"),
            (name, InlineExpression::NumberLiteral { value }) => {
                OPTIONS.contains(&name)
                    && name.ends_with("Digits")
                    && value.parse::<usize>().is_ok_and(|digits| digits <= MOST_DIGITS)
            }
            _ => false,
        };
        if !known {
            say(Rule::BadArgument, format!("NUMBER() does not take this {}", argument.name.name));
        }
    }
}

fn inspect_select(
    source: &Source,
    selector: &InlineExpression<&str>,
    variants: &[Variant<&str>],
    say: &mut dyn FnMut(Rule, String),
) {
    if variants.len() > MOST_VARIANTS {
        say(Rule::Depth, format!("more than {MOST_VARIANTS} variants"));
    }
    if matches!(selector, InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. }) {
        say(Rule::IdleSelect, "a choice by a literal always falls on the same variant".into());
    }
    for variant in variants {
        match variant.key {
            VariantKey::NumberLiteral { value } if value.len() > MOST_DIGITS => {
                say(Rule::BadArgument, format!("too long a number: {value}"));
            }
            // fluent-bundle would count by the rules of English.
            VariantKey::Identifier { name } if CATEGORIES.contains(&name) && !has_plural_rule(source, selector) => {
                say(Rule::NoPluralRule, format!("[{name}], but CLDR has no plural rule for {}", source.locale));
            }
            _ => {}
        }
    }
}

fn has_plural_rule(source: &Source, selector: &InlineExpression<&str>) -> bool {
    let is_ordinal = |arguments: &CallArguments<&str>| {
        arguments
            .named
            .iter()
            .any(|argument| matches!(&argument.value, InlineExpression::StringLiteral { value: "ordinal" }))
    };
    let kind = match selector {
        InlineExpression::FunctionReference { arguments, .. } if is_ordinal(arguments) => PluralRuleType::ORDINAL,
        _ => PluralRuleType::CARDINAL,
    };
    let language = source.locale.as_str().parse::<unic_langid::LanguageIdentifier>();
    language.is_ok_and(|language| PluralRules::create(language, kind).is_ok())
}

fn finding(source: &Source, rule: Rule, id: Option<String>, detail: &str) -> Finding {
    Finding { rule, locale: source.locale.clone(), file: source.file.clone(), id, detail: detail.to_owned() }
}
