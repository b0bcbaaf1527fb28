//! Languages against the language that their texts are written in first.

use crate::i18n::Source;
use crate::i18n::checks::{Knowledge, Located, check_catalogues};
use crate::i18n::tests::source;

fn check(sources: &[Source]) -> Vec<Located> {
    check_catalogues(sources, &|_| Knowledge::default())
}

#[test]
fn the_shipped_languages_say_the_same_things() {
    let found = check(Source::shipped());
    let errors: Vec<String> = found.iter().filter(|it| it.finding.blocks()).map(ToString::to_string).collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn every_difference_is_found() {
    let english = "a = { $n }\n    .detail = { $m }\n-t = T\nonly-here = x\nc = { -t }";
    let french = "a = { $k }\n    .other = x\n-t = T\n    .gender = m\nonly-there = x\nc = { -u }{ a.none }";
    let found = check(&[
        source("en", "one.ftl", english),
        source("fr", "one.ftl", french),
        source("en", "two.ftl", ""),
        source("fr", "three.ftl", ""),
    ]);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "fr/two.ftl: file.missing value file=two.ftl",
            "fr/three.ftl: file.extra value file=three.ftl",
            "fr/one.ftl: only-here: id.missing value id=only-here",
            "fr/one.ftl: a: parts.missing .detail part=.detail",
            "fr/one.ftl: a: parts.extra .other part=.other",
            "fr/one.ftl: a: var.extra value variable=$k kind=message",
            "fr/one.ftl: a: var.missing value variable=$n kind=everywhere variant=",
            "fr/one.ftl: only-there: id.unknown value id=only-there",
            "fr/one.ftl: c: ref.unresolved value reference=-u place=nowhere",
            "fr/one.ftl: c: ref.extra value reference=-u",
            "fr/one.ftl: c: ref.unresolved value reference=a.none place=nowhere",
            "fr/one.ftl: c: ref.extra value reference=a.none",
            "fr/one.ftl: c: term.missing value reference=-t",
        ]
    );
}

#[test]
fn a_file_with_faults_of_its_own_is_reported_as_such() {
    let found = check(&[
        source("en", "one.ftl", "a = A"),
        source("es", "one.ftl", "a = {"),
        source("es", "x.ftl", "b = B\nb = C"),
    ]);
    let rules: Vec<&str> = found.iter().map(|it| it.finding.rule.name()).collect();
    assert!(rules.contains(&"syntax.junk") && rules.contains(&"file.extra"), "{rules:?}");
    assert_eq!(check(&[]), [] as [Located; 0]);
}

#[test]
fn what_is_translated_in_two_ways_is_pointed_out() {
    let found = check(&[
        source("en", "one.ftl", "a = Open the file\nb = Open the file\nc = Open the file"),
        source("fr", "one.ftl", "a = Ouvrir le fichier\nb = Ouvrir le fichier\nc = Ouvrir ce fichier"),
    ]);
    let found: Vec<(Option<&str>, &str)> = found.iter().map(|it| (it.id.as_deref(), it.finding.rule.name())).collect();
    assert_eq!(found, [(Some("c"), "warn.inconsistent")]);
}
