//! Translations against their source.

use super::source;
use crate::i18n::{Source, lint};

#[test]
fn the_shipped_languages_say_the_same_things() {
    let findings: Vec<String> = lint::compare(&Source::shipped()).iter().map(ToString::to_string).collect();
    assert_eq!(findings, [""; 0]);
}

#[test]
fn every_difference_is_found() {
    let english = "a = { $n }\n    .detail = { $m }\n-t = T\nonly-here = x\nc = { -t }";
    let french = "a = { $k }\n    .other = x\n-t = T\n    .gender = m\nonly-there = x\nc = { -u }{ a.none }";
    let found = lint::compare(&[
        source("en", "one.ftl", english),
        source("fr", "one.ftl", french),
        source("en", "two.ftl", ""),
        source("fr", "three.ftl", ""),
    ]);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "fr/one.ftl: ref.unresolved: c: -u",
            "fr/one.ftl: ref.unresolved: c: a.none",
            "fr/one.ftl: var.missing: a: $n in the value",
            "fr/one.ftl: var.extra: a: $k in the value",
            "fr/one.ftl: parts.missing: a: .detail",
            "fr/one.ftl: parts.extra: a: .other",
            "fr/one.ftl: id.missing: only-here: is not translated",
            "fr/one.ftl: id.unknown: only-there: is not in English",
            "fr/two.ftl: file.missing: is in English only",
            "fr/three.ftl: file.extra: is not in English",
        ]
    );
}

#[test]
fn a_file_with_faults_of_its_own_is_reported_as_such() {
    let found = lint::compare(&[
        source("en", "one.ftl", "a = A"),
        source("es", "one.ftl", "a = {"),
        source("es", "x.ftl", "b = B\nb = C"),
    ]);
    let rules: Vec<&str> = found.iter().map(|finding| finding.rule.name()).collect();
    assert!(rules.contains(&"syntax.junk") && rules.contains(&"file.extra"), "{rules:?}");
    assert!(lint::compare(&[]).is_empty());
}
