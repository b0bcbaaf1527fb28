//! Counts what is in a file before it is parsed.
//!
//! fluent-syntax 0.12 recurses with each brace and parenthesis, without a limit (projectfluent/fluent#284): 220 nested braces
//! abort a debug build, and an abort is not caught by anything. This follows the grammar (Fluent EBNF 1.0) without recursion:
//! whatever the parser goes into is counted here, and more where a file is not well-formed.

use super::Flaw;
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Finding;
use crate::i18n::checks::limits::{DEPTH, ENTRY_BYTES, FILE_BYTES, FILE_ENTRIES, OPENINGS, SELECT_DEPTH, VARIANTS};

/// Refuses what is too large or too deep. Linear in the size of the file.
pub(super) fn scan(text: &str) -> Result<(), Flaw> {
    if text.len() > FILE_BYTES {
        return Err(Flaw::of("", too("file", text.len(), FILE_BYTES, 0, Rule::Size)));
    }
    let mut counts = Counts::default();
    let (mut entries, mut begin, mut id) = (0, 0, "");
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(name) = entry_name(line) {
            (entries, begin, id, counts) = (entries + 1, at, name, Counts::default());
        }
        let bytes = at + line.len() - begin;
        let outcome = match () {
            () if entries > FILE_ENTRIES => Err(too("entries", entries, FILE_ENTRIES, at, Rule::Size)),
            () if bytes > ENTRY_BYTES => Err(too("entry", bytes, ENTRY_BYTES, at, Rule::Size)),
            () => counts.take_line(line, at),
        };
        outcome.map_err(|finding| Flaw::of(id, finding))?;
        at += line.len();
    }
    Ok(())
}

fn too(what: &'static str, found: usize, most: usize, at: usize, rule: Rule) -> Finding {
    let args = Args::new().set("what", what).set("found", found).set("most", most);
    Finding { span: Some(at..at), ..Finding::new(rule, args) }
}

/// `name =` in the first column, or `-name =`. Within braces the parser stops at such an equals sign, so that no nesting goes
/// on beyond it. A carriage return does not end a line for the parser, nor does it here.
#[must_use]
pub fn entry_name(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end_matches(' ');
    let name = id.strip_prefix('-').unwrap_or(id);
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then_some(id)
}

/// What is open at some place of an entry.
#[derive(Default)]
struct Counts {
    open: Vec<Within>,
    /// All braces and parentheses up to here, and the colons of named arguments.
    openings: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// `{ … }`, before a `->`.
    Placeable,
    /// `( … )`.
    Call,
    /// `-> … }`: text again, in variants, so many up to here.
    Variants(usize),
}

impl Counts {
    fn take_line(&mut self, line: &str, at: usize) -> Result<(), Finding> {
        if line.starts_with('#') {
            return Ok(());
        }
        if let Some(Within::Variants(count)) = self.open.last_mut() {
            let begins = line.trim_start_matches(' ');
            *count += usize::from(begins.starts_with('[') || begins.starts_with("*["));
            if *count > VARIANTS {
                return Err(too("variants", *count, VARIANTS, at, Rule::Depth));
            }
        }
        let mut bytes = line.bytes().enumerate().peekable();
        while let Some((offset, byte)) = bytes.next() {
            // Also braces that are text count here, so that this wall stands where the other may have a hole.
            self.openings += usize::from(matches!(byte, b'{' | b'('));
            match (self.open.last().copied(), byte) {
                (_, b'{') => self.open.push(Within::Placeable),
                (Some(Within::Variants(_) | Within::Placeable), b'}') | (Some(Within::Call), b')') => {
                    self.open.pop();
                }
                (Some(Within::Placeable | Within::Call), b'(') => self.open.push(Within::Call),
                (Some(Within::Call), b':') => self.openings += 1,
                (Some(Within::Placeable), b'-') if bytes.peek().is_some_and(|(_, next)| *next == b'>') => {
                    self.open.pop();
                    self.open.push(Within::Variants(0));
                }
                (Some(Within::Placeable | Within::Call), b'"') => self.skip_literal(&mut bytes),
                _ => {}
            }
            self.check(at + offset)?;
        }
        Ok(())
    }

    /// To the end of a string literal, or of the line, at which the parser gives up.
    fn skip_literal(&mut self, bytes: &mut impl Iterator<Item = (usize, u8)>) {
        while let Some((_, byte)) = bytes.next() {
            self.openings += usize::from(matches!(byte, b'{' | b'('));
            match byte {
                b'"' => return,
                b'\\' => drop(bytes.next()),
                _ => {}
            }
        }
    }

    fn check(&self, at: usize) -> Result<(), Finding> {
        let selects = || self.open.iter().filter(|within| matches!(within, Within::Variants(_))).count();
        if self.open.len() > DEPTH {
            return Err(too("placeables", self.open.len(), DEPTH, at, Rule::Depth));
        }
        if self.openings > OPENINGS {
            return Err(too("openings", self.openings, OPENINGS, at, Rule::Depth));
        }
        if self.open.len() > SELECT_DEPTH && selects() > SELECT_DEPTH {
            return Err(too("selects", selects(), SELECT_DEPTH, at, Rule::Depth));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use fluent_bundle::FluentResource;
    use proptest::prelude::*;

    use super::*;
    use crate::i18n::Locale;
    use crate::i18n::checks::fluent::sound;

    fn is_refused(text: &str) -> bool {
        scan(text).is_err()
    }

    #[test]
    fn only_what_the_parser_goes_into_counts() {
        let (deep, shallow) = (DEPTH + 1, DEPTH);
        for (text, refused) in [
            (format!("a = {}$x{}", "{".repeat(deep), "}".repeat(deep)), true),
            (format!("a = {}$x{}", "{".repeat(shallow), "}".repeat(shallow)), false),
            (format!("a = {{ {}$x{} }}", "F(".repeat(shallow), ")".repeat(shallow)), true),
            // One after the other, in literals, in text, in a comment.
            (format!("a = {}", "{ $x }".repeat(deep)), false),
            (format!("a = {{ \"{}\" }}", "{".repeat(deep)), false),
            (format!("a = {}", "( ".repeat(deep)), false),
            (format!("# {}\na = x", "{".repeat(deep)), false),
            // A brace that is closed in a literal is not closed.
            (format!("a = {}", "{ \"}\" { F(\"}}\", ".repeat(9)), true),
            (format!("a = {}", "{ $x ->\n *[a] ".repeat(SELECT_DEPTH + 1)), true),
            (format!("a = {}", "{ $x ->\n *[a] ".repeat(SELECT_DEPTH)), false),
            // Each entry begins anew, whatever the one before left open.
            ("a = {{{{{{{{\nb = {{{{{{{{{".to_owned(), false),
            ("a = {{{{{{{{\nb {{{{{{{{{".to_owned(), true),
        ] {
            assert_eq!(is_refused(&text), refused, "{text}");
        }
    }

    /// A message that is well-formed, with so many things within each other.
    fn nested(shapes: Vec<u8>) -> String {
        let mut text = "x".to_owned();
        for shape in shapes {
            text = match shape {
                0 => format!("{{ $x ->\n [a] {{ \"}}\" }}\n *[b] {text}\n }}"),
                1 => format!("{text}{{ \"}}}}\" }}"),
                2 => format!("{{ {}$x{} }}{text}", "{".repeat(5), "}".repeat(5)),
                3 => format!("{{ {}$x{} }}{text}", "NUMBER(".repeat(9), ")".repeat(9)),
                4 => format!("{{ NUMBER({{ {{ -t(a: \"({{\") }} }}) ->\n *[b] {text}\n }}"),
                _ => format!("{text} ( ) [ ] \" {{ NUMBER(\"\\\"}}\", b: 1) }}"),
            };
        }
        format!("a = {text}\n    .b = {text}")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        /// What the scan lets pass is as shallow as it says.
        #[test]
        fn the_tree_is_no_deeper_than_what_was_counted(shapes in prop::collection::vec(0_u8..6, 0..9)) {
            let text = nested(shapes);
            let resource = FluentResource::try_new(text.clone()).expect("well-formed");
            let is_deep = sound::inspect(&resource, &Locale::EN).iter().any(|flaw| flaw.finding.rule == Rule::Depth);
            prop_assert!(!is_deep || is_refused(&text), "{text}");
        }
    }
}
