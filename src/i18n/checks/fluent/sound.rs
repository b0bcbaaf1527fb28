//! What is well-formed, and yet would make fluent-bundle 0.16 panic, or show something wrong without reporting an error.

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, InlineExpression, Variant, VariantKey};

use super::walk::{self, Node, Place, Role};
use super::{Flaw, plurals};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Part, Report, Span, quoted};
use crate::i18n::checks::limits::{DEPTH, DIGITS, SELECT_DEPTH, VARIANTS};
use crate::i18n::{Args, Locale};

const OPTIONS: [&str; 6] =
    ["type", "style", "useGrouping", "minimumIntegerDigits", "minimumFractionDigits", "maximumFractionDigits"];

pub(super) fn inspect(resource: &FluentResource, locale: &Locale) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for entry in resource.entries() {
        let mut inspector = Inspector { text: resource.source(), locale, report: Report::default() };
        for (part, pattern) in walk::parts(entry) {
            inspector.report.turn_to(Part::from(part));
            walk::pattern(pattern, &mut |node, place| inspector.look(entry, &node, place));
        }
        let id = walk::id(entry).unwrap_or_default();
        flaws.extend(inspector.report.into_findings().into_iter().map(|finding| Flaw::of(&id, finding)));
    }
    flaws
}

struct Inspector<'a> {
    text: &'a str,
    locale: &'a Locale,
    report: Report,
}

impl Inspector<'_> {
    fn look(&mut self, entry: &Entry<&str>, node: &Node<'_>, place: Place) {
        // The scan counts in another way, but no less.
        for (what, found, most) in [("placeables", place.depth, DEPTH), ("selects", place.selects, SELECT_DEPTH)] {
            if found > most {
                self.say(Rule::Depth, None, Args::new().set("what", what).set("found", found).set("most", most));
            }
        }
        match node {
            Node::Inline(inline) => self.look_at_inline(matches!(entry, Entry::Term(_)), inline, place),
            Node::Select(selector, variants) => self.look_at_select(selector, variants),
        }
    }

    fn look_at_inline(&mut self, in_term: bool, inline: &InlineExpression<&str>, place: Place) {
        let at = walk::span(self.text, walk::anchor(inline));
        match inline {
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                self.look_at_number(arguments, at);
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.say(Rule::UnknownFunction, at, Args::new().set("function", quoted(id.name)));
            }
            InlineExpression::NumberLiteral { value } if value.len() > DIGITS => {
                self.say(Rule::BadArgument, at, Args::new().set("problem", "digits").set("argument", quoted(value)));
            }
            // When a term's parameter is missing, fluent-bundle shows `{$name}` and reports no error. Choosing a form by it
            // is safe.
            InlineExpression::VariableReference { id } if in_term && place.role == Role::Shown => {
                let variable = format!("${}", quoted(id.name));
                self.say(Rule::ExtraVariable, at, Args::new().set("variable", variable).set("kind", "term"));
            }
            InlineExpression::MessageReference { id, .. } if in_term => {
                self.say(Rule::TermMessage, at, Args::new().set("reference", quoted(id.name)));
            }
            // fluent-bundle panics on these when the limit of placeables is reached within.
            InlineExpression::Placeable { .. } => self.say(Rule::NestedPlaceable, at, Args::new()),
            _ => {}
        }
    }

    fn look_at_number(&mut self, arguments: &CallArguments<&str>, at: Option<Span>) {
        if arguments.positional.len() != 1 {
            let args = Args::new().set("problem", "count").set("argument", arguments.positional.len().to_string());
            self.say(Rule::BadArgument, at, args);
        }
        for argument in &arguments.named {
            let known = match (argument.name.name, &argument.value) {
                ("type", InlineExpression::StringLiteral { value }) => matches!(*value, "cardinal" | "ordinal"),
                ("style", InlineExpression::StringLiteral { value }) => matches!(*value, "decimal" | "percent"),
                ("useGrouping", InlineExpression::StringLiteral { value }) => matches!(*value, "true" | "false"),
                (name, InlineExpression::NumberLiteral { value }) => {
                    OPTIONS.contains(&name)
                        && name.ends_with("Digits")
                        && value.parse::<usize>().is_ok_and(|digits| digits <= DIGITS)
                }
                _ => false,
            };
            if !known {
                let args = Args::new().set("problem", "option").set("argument", quoted(argument.name.name));
                self.say(Rule::BadArgument, walk::span(self.text, argument.name.name), args);
            }
        }
    }

    fn look_at_select(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) {
        let at = walk::span(self.text, walk::anchor(selector));
        if variants.len() > VARIANTS {
            let args = Args::new().set("what", "variants").set("found", variants.len()).set("most", VARIANTS);
            self.say(Rule::Depth, at.clone(), args);
        }
        if matches!(selector, InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. }) {
            self.say(Rule::IdleSelect, at, Args::new());
        }
        for variant in variants {
            match variant.key {
                VariantKey::NumberLiteral { value } if value.len() > DIGITS => {
                    let args = Args::new().set("problem", "digits").set("argument", quoted(value));
                    self.say(Rule::BadArgument, walk::span(self.text, value), args);
                }
                // fluent-bundle would count by the rules of English.
                VariantKey::Identifier { name }
                    if plurals::is_particular(name)
                        && plurals::rules(self.locale, plurals::kind(selector)).is_none() =>
                {
                    self.say(Rule::NoPluralRule, walk::span(self.text, name), Args::new().set("category", name));
                }
                _ => {}
            }
        }
    }

    fn say(&mut self, rule: Rule, span: Option<Span>, args: Args) {
        self.report.add(rule, span, args);
    }
}
