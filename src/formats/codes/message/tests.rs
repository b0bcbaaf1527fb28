//! Messages as sentences, and put together again.

use proptest::prelude::*;

use super::*;
use crate::formats::codes::{Piece, join, number};
use crate::i18n::Locale;
use crate::i18n::tests::locale;

fn entry(text: &str) -> Entry {
    entries(vec![text.to_owned()]).remove(0).unwrap_or_else(|| panic!("{text}"))
}

fn text(pieces: &[Piece]) -> String {
    let (items, codes) = number(pieces, |_| false);
    join(&items, &codes)
}

fn sentences(source: &str, target: &str) -> String {
    let source = entry(source);
    let languages = Languages::of(&Locale::EN, &locale(target));
    let shape = Shape::of(&source, &languages).expect("few sentences");
    let line = |leaf: &shape::Leaf| {
        let keys = leaf.choices.iter().map(|choice| format!("[{}]", choice.key));
        let name = leaf.attribute.as_deref().unwrap_or_default();
        format!("{name}{} {}", keys.collect::<String>(), text(&leaf.source(&source)))
    };
    shape.leaves.iter().map(line).collect::<Vec<_>>().join(" / ")
}

const COUNT: &str = "a = You have { $n ->\n [0] nothing\n [one] one task\n *[other] { $n } tasks\n } left";

#[test]
fn a_message_has_the_sentences_of_the_language() {
    for (source, target, expected) in [
        ("a = Hi { $name }", "fr", " Hi { $name }"),
        ("a = Hi\n    .title = T", "fr", " Hi / title T"),
        ("-a = Hi", "fr", " Hi"),
        (COUNT, "ja", "[0] You have nothing left / [other] You have { $n } tasks left"),
        (
            COUNT,
            "es",
            "[0] You have nothing left / [one] You have one task left / [many] You have { $n } tasks left / [other] You have { $n } tasks left",
        ),
        // Where `one` is of 21 too, the number is shown.
        (
            "a = { $n ->\n [one] one\n *[other] { $n } more\n }",
            "uk",
            "[one] { $n } more / [few] { $n } more / [many] { $n } more / [other] { $n } more",
        ),
        ("a = { $n ->\n [one] one\n *[other] more\n }", "qu", "[other] more"),
        (
            "a = { NUMBER($n, type: \"ordinal\") ->\n [one] first\n *[other] { $n }th\n }",
            "fr",
            "[one] { $n }th / [other] { $n }th",
        ),
        ("a = { $w ->\n [x] X\n *[y] Y\n }{ $w ->\n [z] Z\n *[y] !\n }", "fr", "[x] X! / [y] Y! / [z] YZ"),
        ("a = { $w ->\n [x] X{ $v ->\n [u] U\n *[t] T\n }\n *[y] Y\n }", "fr", "[x][u] XU / [x][t] XT / [y] Y"),
    ] {
        assert_eq!(sentences(source, target), expected, "{source} {target}");
    }
}

#[test]
fn a_message_is_put_together_from_its_sentences() {
    let source = entry(COUNT);
    let shape = Shape::of(&source, &Languages::of(&Locale::EN, &locale("es"))).expect("few sentences");
    let texts = ["Nada", "Una", "{ $n } de", "{ $n }\n .x"].map(str::to_owned);
    let written = shape.write(&texts);
    assert_eq!(
        written,
        "a =\n    { $n ->\n        [0] Nada\n        [one] Una\n        [many] { $n } de\n       *[other] { $n }\n            { \" \" }.x\n    }"
    );
    let read = entry(&written);
    let again: Vec<String> = shape.leaves.iter().map(|leaf| text(&leaf.target(&read).expect("the value"))).collect();
    assert_eq!(again, ["Nada", "Una", "{ $n } de", "{ $n }\n{ \" \" }.x"]);
}

#[test]
fn too_many_sentences_are_none() {
    let selects = ["a", "b", "c", "d", "e", "f", "g"].map(|n| format!("{{ ${n} ->\n [x] X\n *[y] Y\n }}"));
    let source = entry(&format!("a = {}", selects.concat()));
    assert!(Shape::of(&source, &Languages::of(&Locale::EN, &Locale::FR)).is_none());
    assert_eq!(
        entries(vec!["a = { NUMBER({ $n ->\n *[x] 1\n }) }".into(), "a = {".into(), String::new()]),
        [None, None, None]
    );
}

/// A text without the literals that keep its layout.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for sign in ["", " ", "  ", "   ", "    ", "[", "*", "."] {
        text = text.replace(&format!("{{ \"{sign}\" }}"), sign);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_as_it_was_written(texts in proptest::collection::vec("([a-c]| |\\n|\\[|\\*|\\.|#|=|é){1,4}", 4)) {
        let source = entry("a = { $n ->\n [0] a\n *[other] b\n }\n    .t = c\n    .u = d");
        let shape = Shape::of(&source, &Languages::of(&Locale::EN, &locale("ja"))).expect("few sentences");
        let written = shape.write(&texts);
        let read = entry(&written);
        let again: Vec<String> =
            shape.leaves.iter().map(|leaf| plain(&text(&leaf.target(&read).expect("a part")))).collect();
        prop_assert_eq!(again, texts, "{}", written);
    }
}
