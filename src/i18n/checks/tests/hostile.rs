//! Texts from people who mean harm, and from nobody.

use std::time::Duration;

use proptest::prelude::*;

use super::{entry, listed};
use crate::i18n::Locale;
use crate::i18n::checks::{
    Catalogue, Flags, Knowledge, Original, Rule, Setting, TextKind, check_file, check_text, normalise, read,
};
use crate::i18n::tests::{locale, samples, source};

/// Far more than any text needs, in a debug build on a busy machine.
const LONG: Duration = Duration::from_secs(10);

fn within_time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    #[allow(clippy::disallowed_methods, reason = "how long it took is what is tested")]
    let began = std::time::Instant::now();
    let outcome = work();
    assert!(began.elapsed() < LONG, "{what} took {:?}", began.elapsed());
    outcome
}

fn try_text(kind: TextKind, text: &str, source: &str) -> String {
    let (catalogue, knowledge) = (Catalogue::default(), Knowledge::default());
    let setting = Setting { locale: &Locale::FR, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
    let found = check_text(kind, text, Original { text: source, flags: Flags::default() }, &setting);
    for finding in &found {
        let span = finding.span.clone().unwrap_or_default();
        assert!(text.get(span.clone()).is_some(), "{finding}: {span:?} of {text:?}");
    }
    listed(&found)
}

fn try_entry(text: &str, source: &str) -> String {
    let found = entry("fr", text, source, &[("en", "other = O\n-t = T"), ("fr", "other = O\n-t = T")], "");
    for finding in &found {
        let span = finding.span.clone().unwrap_or_default();
        assert!(text.get(span.clone()).is_some(), "{finding}: {span:?} of {text:?}");
    }
    listed(&found)
}

/// What a text may be made of, over and over.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "{", "{ ", "{ $x ->\n *[a] ", "{ F(", "{ F(a:1 ", "{ \"", "{\"\\u003C\"}", "<", "<a ", "<a b=\"", "</", "<!--",
    "<a><b>", "&", "[", "[a](", "![", "*", "**a ", "_", "`", "``` ", "> ", "- ", "1. ", "|", "|a|\n|-|\n", "[^a]",
    "[^a]: ", "\\", "\n\n", "# ", "\u{202E}", "\u{2066}", "a\u{301}", "\u{301}", "\u{200D}", "a a ", "12 ", "1,",
    "« ", "Ви ", "Тоtal ", "{{", "{{a}} ", "<div>\n", "[a]: b\n", "<https://a> ", "~", "\r", "\u{FFFC}", "한", "ا",
    "\u{0}", "{ $x }", "{ other }", "{ -t }",
];

#[test]
fn no_repetition_takes_long() {
    for piece in PIECES {
        let text = piece.repeat(23_000 / piece.len());
        for kind in [TextKind::Markdown, TextKind::Caption] {
            within_time(piece, || try_text(kind, &text, &text));
        }
        let message = format!("a = {}", text.replace('\n', "\n "));
        within_time(piece, || try_entry(&message, &message));
    }
}

#[test]
fn references_are_followed_in_linear_time() {
    let lines = |numbers: std::ops::Range<i32>, line: &dyn Fn(i32) -> String| -> String {
        numbers.map(line).collect::<Vec<_>>().join("\n")
    };
    let chain = lines(0..4_900, &|n| format!("c{n} = {{ c{} }}", n + 1)) + "\nc4900 = end";
    let ring = lines(0..4_900, &|n| format!("c{n} = {{ c{} }}", (n + 1) % 4_900));
    let laughs =
        "l0 = LOL\n".to_owned() + &lines(1..60, &|n| format!("l{n} = {}", format!("{{ l{} }}", n - 1).repeat(10)));
    let mesh = lines(0..70, &|n| format!("m{n} = {}", lines(0..70, &|k| format!("{{ m{k} }}")).replace('\n', " ")));
    for (text, rule) in [(chain, Rule::Expansion), (ring, Rule::Cycle), (laughs, Rule::Expansion), (mesh, Rule::Cycle)]
    {
        let (catalogue, knowledge, fr) = (Catalogue::default(), Knowledge::default(), locale("fr"));
        let setting = Setting { locale: &fr, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
        let found = within_time(rule.name(), || check_file(&source("fr", "a.ftl", &text), &text, &setting));
        assert!(found.iter().any(|it| it.finding.rule == rule), "{rule}");
    }
}

#[test]
fn strings_that_are_known_to_be_naughty_do_no_harm() {
    let Some(folder) = samples("strings_that_are_known_to_be_naughty_do_no_harm") else { return };
    let text = std::fs::read_to_string(folder.join("../strings/blns.json")).expect("strings");
    let strings: Vec<String> = serde_json::from_str(&text).expect("JSON");
    for string in strings.iter().map(|string| normalise(string)) {
        for kind in [TextKind::Markdown, TextKind::Cell, TextKind::Plain, TextKind::Caption] {
            try_text(kind, &string, "A text");
        }
        try_entry(&format!("a = {string}"), "a = A text");
        try_entry(&string, "a = A text");
    }
    assert!(strings.len() > 400);
}

/// Fluent that is nearly, and often quite, well-formed.
fn fluent() -> impl Strategy<Value = String> {
    "([a-c] = |\n|  |\n \\.b = |[{}()\\[\\]*\"$.<> -]|->\n|\\*\\[other\\] |\\[one\\] |NUMBER\\(|\\$n|other|-t|[0-9.]{1,9}|\\\\u003C|é|</?[ab]>| a=\"|\u{202e}|\u{2066}|: 1){0,60}"
}

/// Markdown made of all its signs.
fn markdown() -> impl Strategy<Value = String> {
    "(\n|\n\n| {1,4}|[#>*_`~|\\[\\]()!<&;:-]|\\d\\.|\\[\\^1\\]|\\]\\(x:y\\)|<[ab/]|```|a|é|\\\\|\\|-\\||\u{202e}|\t){0,60}"
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_message_causes_a_panic(text in fluent(), source in fluent()) {
        try_entry(&text, &source);
        try_entry(&format!("a = {text}"), &format!("a = {source}"));
    }

    #[test]
    fn no_block_causes_a_panic(text in markdown(), source in markdown()) {
        for kind in [TextKind::Markdown, TextKind::Cell, TextKind::Plain, TextKind::Caption] {
            try_text(kind, &text, &source);
        }
    }

    #[test]
    fn no_characters_cause_a_panic(text in "\\PC{0,40}", source in "\\PC{0,40}") {
        try_entry(&format!("a = {text}"), &format!("a = {source}"));
        try_text(TextKind::Markdown, &text, &source);
    }

    #[test]
    fn no_bytes_cause_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = read(&bytes) {
            prop_assert_eq!(normalise(&text), text.clone());
            try_entry(&text, &text);
        }
    }

    /// A text is as good as itself, wherever it may be served at all.
    #[test]
    fn a_source_is_a_translation_of_itself(text in "[a-z]{1,9}( [a-z]{1,9}| \\{ \\$[a-c] \\}| <b>[a-z]+</b>){0,6}") {
        let text = format!("a = {text}");
        let found = entry("en", &text, &text, &[], "");
        prop_assert_eq!(listed(&found), "");
    }
}
