//! Every finding is put into words that a translator understands.

use std::collections::BTreeSet;

use super::{entry, found};
use crate::i18n::checks::finding::Report;
use crate::i18n::checks::{
    Catalogue, Finding, Flags, Glossary, Knowledge, Level, Original, ProtectedNames, Rule, Setting, Term, TextKind,
    check_catalogues, check_text, read,
};
use crate::i18n::tests::source;
use crate::i18n::{Args, Catalogues, I18n, Locale, Misses};

/// Texts that, all together, break every rule in all its ways.
fn findings() -> Vec<Finding> {
    let mut all: Vec<Finding> = [fluent(), texts(), catalogues(), style()].concat();
    all.extend(read(b"\xFF").err());
    all.extend(found(|report: &mut Report| {
        for what in ["bytes", "time"] {
            report.add(Rule::Budget, None, Args::new().set("what", what));
        }
    }));
    all
}

/// A source, and a translation of it that breaks some rule.
const MESSAGES: &[(&str, &str)] = &[
    ("a = Hi { $name }", "a = Hé"),
    ("a = Hi", "a = { $nom }"),
    ("a = Hi", "b = Hé"),
    ("a = Hi", "a = Hé\na = Hé"),
    ("a = Hi\n    .b = x", "a = Hé"),
    ("a =\n    .b = x", "a = Hé\n    .b = x\n    .c = x"),
    ("a = Hi", "a =\n    .b = Hé"),
    ("a = Hi", "a = { -none }"),
    ("a = Hi", "a = { -t }{ here }"),
    ("a = { -t }", "a = Hé"),
    ("-a = Hi", "-a = { $x }{ here }"),
    ("a = Hi", "a = { a }"),
    ("a = Hi", "a = { x }{ x }{ y }{ y }"),
    ("a = Hi", "a = { SHOUT() }{ NUMBER() }{ NUMBER(1, a: 1) }{ 12345678901234567890 }{ { 1 } }"),
    ("a = { $n ->\n [0] no\n [one] x\n *[other] y\n }", "a = { $n ->\n [un] x\n [two] z\n *[other] y\n }"),
    ("a = { $n ->\n [one] x\n *[other] { $n }\n }", "a = { $n ->\n [one] x\n *[other] y\n }"),
    ("a = { $n ->\n [one] x\n *[other] { $n }\n }", "a = { $n ->\n [one] x\n *[other] { $n }\n }"),
    ("a = { $n ->\n [one] x\n *[other] y\n }", "a = y"),
    ("a = { $n ->\n [one] x\n *[other] y\n }", "a = { NUMBER($n, type: \"ordinal\") ->\n [one] x\n *[other] y\n }"),
    ("a = { NUMBER($n, type: \"ordinal\") ->\n [one] x\n *[other] y\n }", "a = { $n ->\n [one] x\n *[other] y\n }"),
    ("a = { $r ->\n [x] x\n *[other] y\n }", "a = { $r ->\n [ix] x\n *[other] y\n }{ 1 ->\n *[other] y\n }"),
    ("a = Hi", "a = Hé https://evil.test/"),
    ("a = <b>x</b>", "a = <i>x"),
    ("a = <b>x</b>", "a = x</b>"),
    ("a = <b>x</b>", "a = x"),
    ("a = <b>x</b>", "a = <b>x</b><b>y</b>"),
    ("a = <b>x</b>", "a = <b>x"),
    ("a = Hi", "a = { \"\" }"),
    ("a = Hi", "a = { here } { c }"),
    ("a = Hi", "a = Hé }"),
    ("a = Hi", "a = { \"Hé }"),
    ("a = Hi", "a = { \"\\x\" }"),
    ("a = Hi", "a = { -t.x }"),
    ("a = Hi", "a = { here ->\n *[x] x\n }"),
    ("a = Hi", "a = { $n ->\n [x] x\n }"),
    ("a = Hi", "a = { $n ->\n *[x] x\n *[y] y\n }"),
    ("a = Hi", "a = { lower() }"),
    ("a = Hi", "a = { $n"),
    ("a = Hi", "a ="),
    ("a = Hi", "Hé"),
    ("a = Hi", "a = { }"),
];

fn fluent() -> Vec<Finding> {
    let deep = |opening: &str| format!("a = {}", opening.repeat(20));
    let large = format!("x = {}\ny = {}", "A".repeat(9_000), "{ $n }".repeat(45));
    let variants = (0..70).map(|n| format!("\n [{n}] x")).collect::<Vec<_>>().concat();
    let oversized = [
        deep("{ "),
        deep("{ $n ->\n *[a] "),
        format!("a = {}", "{ \"\" }".repeat(1_001)),
        format!("a = {{ $n ->{variants}\n *[other] x\n }}"),
        format!("a = {}", "x".repeat(70_000)),
        "x = y\n".repeat(5_001),
        "# x\n".repeat(300_000),
        format!("a = {}", "x".repeat(100)),
    ];
    let rest = [("en", "-t = T\nhere = H\n"), ("fr", large.as_str())];
    let rows = MESSAGES.iter().copied().chain(oversized.iter().map(|text| ("a = Hi", text.as_str())));
    let mut all: Vec<Finding> =
        rows.flat_map(|(source, text)| entry("fr", text, source, &rest, "# maxlen: 90")).collect();
    all.extend(entry("qu", "a = { $n ->\n [one] x\n *[other] y\n }", "a = Hi", &[], ""));
    let told = [("en", "c = { $x }"), ("fr", "c = { $x }")];
    all.extend(entry("fr", "a = { c } Hé", "a = Hi", &told, ""));
    all
}

fn texts() -> Vec<Finding> {
    let rows = [
        (TextKind::Markdown, "## One", "# Un"),
        (TextKind::Markdown, "## One", "Un"),
        (TextKind::Markdown, "One", "- Un\n- Deux"),
        (TextKind::Markdown, "One", "Un\n\nDeux"),
        (TextKind::Markdown, "- One\n- Two", "- Un"),
        (TextKind::Markdown, "- One", "Un"),
        (TextKind::Markdown, "1. One", "Un"),
        (TextKind::Markdown, "> One", "Un"),
        (TextKind::Markdown, "---", "Un"),
        (TextKind::Markdown, "```\nx\n```", "Un"),
        (TextKind::Markdown, "[^1]: One", "Un"),
        (TextKind::Markdown, "|a|b|\n|-|-|\n|c|d|", "|a|\n|-|\n|c|"),
        (TextKind::Markdown, "|a|\n|-|\n|c|", "|a|\n|-|"),
        (TextKind::Markdown, "|a|\n|-|\n|c|", "Un"),
        (TextKind::Markdown, "[a](x:y) ![b](m) `c` d[^1]", "[](z) ![](n) `e` d[^2] <b>"),
        (TextKind::Markdown, "**One** two", "** Un ** deux"),
        (TextKind::Markdown, "**One** two", "Un deux"),
        (TextKind::Markdown, "*One* two", "Un deux"),
        (TextKind::Markdown, "One", &"> ".repeat(20)),
        (TextKind::Cell, "One", "Un | deux"),
        (TextKind::Plain, "One {{a}}", "Un {{b}}"),
        (TextKind::Plain, "One", &"x".repeat(30_000)),
        (TextKind::Caption, "One", "Un --> deux\n\ntrois"),
        (TextKind::Plain, "One", "\u{202E}x\u{2069}\u{2066}\u{200E}\u{200B}\u{7}"),
        (TextKind::Plain, "The College", "Le Cоllege, Тоtal"),
    ];
    let names = ProtectedNames::new([], ["College".to_owned()]);
    let knowledge = Knowledge { names, ..Knowledge::default() };
    rows.iter().flat_map(|(kind, source, text)| text_findings(*kind, text, source, &knowledge)).collect()
}

fn text_findings(kind: TextKind, text: &str, source: &str, knowledge: &Knowledge) -> Vec<Finding> {
    let catalogue = Catalogue::default();
    let setting = Setting { locale: &Locale::FR, source: &Locale::EN, catalogue: &catalogue, knowledge };
    check_text(kind, text, Original { text: source, flags: Flags::default() }, &setting)
}

fn style() -> Vec<Finding> {
    let term = |source: &str, accepted: &[&str], forbidden: &[&str]| Term {
        source: source.to_owned(),
        accepted: accepted.iter().map(ToString::to_string).collect(),
        forbidden: forbidden.iter().map(ToString::to_string).collect(),
    };
    let terms = [term("permit", &["permis"], &["licence"]), term("Party", &[], &["pays"])];
    let knowledge = Knowledge { glossary: Glossary::new(terms), ..Knowledge::default() };
    let rows = [
        ("Read the guide.", "Read the guide."),
        ("Read the guide", "читать это"),
        ("Read.", "Lisez bien le guide"),
        ("Read?", "Lisez bien le guide"),
        ("Read!", "Lisez bien le guide"),
        ("Read:", "Lisez bien le guide"),
        ("Read…", "Lisez bien le guide"),
        ("Read", "Lisez bien le guide."),
        (" Read ", "Lisez  bien"),
        ("Read", " Lisez "),
        ("Read: «it»", "Lisez: «ceci»"),
        ("Read it", "Lire le le guide"),
        ("In 90 days", "En 80 jours"),
        ("In some days", "En 80 jours"),
        ("A permit", "Une licence"),
        ("A permit", "Un papier"),
        ("A Party", "Un pays"),
    ];
    rows.iter().flat_map(|(source, text)| text_findings(TextKind::Plain, text, source, &knowledge)).collect()
}

fn catalogues() -> Vec<Finding> {
    let files = [
        source("en", "one.ftl", "a = Open the file\nb = Open the file\nc = Open the file\nd = D"),
        source("fr", "one.ftl", "a = Ouvrir le fichier\nb = Ouvrir le fichier\nc = Ouvrir ce fichier"),
        source("en", "two.ftl", ""),
        source("fr", "three.ftl", "a = x"),
    ];
    check_catalogues(&files, &|_| Knowledge::default()).into_iter().map(|it| it.finding).collect()
}

#[test]
fn every_rule_is_broken_here_and_every_finding_said_in_three_languages() {
    let findings = findings();
    let broken: BTreeSet<Rule> = findings.iter().map(|finding| finding.rule).collect();
    let untested: Vec<_> = Rule::ALL.iter().filter(|rule| !broken.contains(rule)).collect();
    assert!(untested.is_empty(), "{untested:?}");
    let i18n = I18n::new(Catalogues::shipped().expect("sound catalogues"), Locale::EN);
    for locale in Locale::WORKING {
        let words = i18n.localizer(std::slice::from_ref(&locale));
        for finding in &findings {
            let (text, found_in) = words.text_with_locale(finding.rule.message(), &finding.args);
            assert!(found_in == locale && text.chars().count() > 20, "{locale}: {finding}: {text}");
        }
    }
    assert_eq!(i18n.misses(), Misses::default());
}

#[test]
fn what_a_rule_weighs_is_the_most_that_its_findings_do() {
    for finding in findings() {
        assert!(finding.level <= finding.rule.level(), "{finding}");
    }
    assert!(Level::Warning < Level::Error);
}
