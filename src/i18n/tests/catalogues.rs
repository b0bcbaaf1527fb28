//! Building a set of catalogues out of files.

use std::sync::Arc;

use super::{locale, source};
use crate::i18n::checks::Rule;
use crate::i18n::{Args, Catalogues, I18n, Locale, Source};

fn findings(sources: Vec<Source>) -> Vec<String> {
    Catalogues::build(sources).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn a_name_used_twice_is_refused_and_both_files_are_named() {
    let twice = findings(vec![
        source("en", "one.ftl", "a = A"),
        source("en", "two.ftl", "a = B"),
        source("fr", "two.ftl", "a = C"),
    ]);
    assert_eq!(twice, ["en/two.ftl: a: id.duplicate value id=a file=one.ftl"]);
    assert_eq!(
        findings(vec![source("en", "one.ftl", "a = A\na = B")]),
        ["en/one.ftl: a: id.duplicate value id=a file=one.ftl"]
    );
    // fluent-bundle keeps terms and messages in one table: the one would hide the other.
    assert_eq!(
        findings(vec![source("en", "one.ftl", "a = A\n-a = B")]),
        ["en/one.ftl: -a: id.duplicate value id=-a file=one.ftl"]
    );
}

#[test]
fn a_later_file_of_the_same_name_takes_precedence_message_by_message() {
    let sources = vec![source("en", "one.ftl", "a = A\nb = B"), source("en", "one.ftl", "b = better")];
    let i18n = I18n::new(Catalogues::build(sources).expect("sound"), Locale::EN);
    let words = i18n.localizer_for(&Locale::EN);
    assert_eq!((words.text("a", &Args::new()), words.text("b", &Args::new())), ("A".to_owned(), "better".to_owned()));
}

#[test]
fn every_fault_is_reported_at_once() {
    let found = findings(vec![
        source("en", "one.ftl", "a = {"),
        source("fr", "one.ftl", "a = { FOO() }"),
        source("es", "one.ftl", "a = A"),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found.last().map(String::as_str), Some("fr/one.ftl: a: func.unknown value function=FOO"));
}

#[test]
fn nothing_at_all_is_a_set_too() {
    let none = Catalogues::build(Vec::new()).expect("an empty set");
    assert_eq!(none.locales(), []);
    assert_eq!(I18n::new(none, Locale::FR).localizer_for(&Locale::FR).text("a", &Args::new()), "a");
}

#[test]
fn the_fingerprint_is_that_of_the_texts() {
    let print = |text| Catalogues::build(vec![source("en", "a.ftl", text)]).expect("sound").fingerprint().to_owned();
    assert_eq!(print("a = A"), print("a = A"));
    assert_ne!(print("a = A"), print("a = B"));
    assert_eq!(print("a = A").len(), 16);
}

#[test]
fn every_file_in_the_folder_ships() {
    let shipped = Source::shipped();
    let mut files = 0;
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/locales")).expect("locales/").flatten() {
        files += std::fs::read_dir(folder.path()).expect("a language").count();
    }
    assert_eq!(shipped.len(), files);
    assert_eq!(Catalogues::build(shipped.to_vec()).err().unwrap_or_default(), []);
    assert_eq!(Rule::Junk.name(), "syntax.junk");
}

#[test]
fn a_file_that_is_served_or_ships_is_not_parsed_again() {
    let files = |of: &Catalogues, tag: &str| of.resources(&locale(tag)).expect("files").to_vec();
    let of = |tag: &str, text: &str| vec![source(tag, "held.ftl", text)];
    let first = Catalogues::build(of("sw", "held = Faili")).expect("sound");
    let upon = |sources| Catalogues::build_upon(sources, Some(&first)).expect("sound");
    let is_held = |other: &Catalogues, tag: &str| {
        files(&first, "sw").iter().zip(files(other, tag)).all(|(one, other)| Arc::ptr_eq(one, &other))
    };
    assert!(is_held(&upon(of("sw", "held = Faili")), "sw"));
    assert!(!is_held(&upon(of("ln", "held = Faili")), "ln"));
    assert!(!is_held(&upon(of("sw", "held = Faili hii")), "sw"));
    assert!(!is_held(&Catalogues::build(of("sw", "held = Faili")).expect("sound"), "sw"), "nobody else holds it");
    let shipped = || Catalogues::shipped().expect("sound");
    assert!(files(&shipped(), "fr").iter().zip(files(&shipped(), "fr")).all(|(one, other)| Arc::ptr_eq(one, &other)));
    for _ in 0..2 {
        assert!(Catalogues::build_upon(of("sw", "held = { $x ->"), Some(&first)).is_err(), "each time");
    }
}

/// Whoever asks makes up languages; what is kept is of those that are served.
#[test]
fn languages_that_somebody_makes_up_take_no_memory() {
    let served = Catalogues::shipped().expect("sound");
    for (number, language) in ["fr", "es", "wo", "sw", "qu"].into_iter().cycle().take(10_000).enumerate() {
        drop(served.within_reach(&locale(&format!("{language}-a{number:04}"))));
    }
    drop(served.within_reach(&locale("fr")));
    assert!((2..=8).contains(&served.chains_kept()), "{}", served.chains_kept());
}
