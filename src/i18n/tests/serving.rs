//! Texts as a reader gets them.

use time::macros::date;

use super::{build, locale, locales, serve};
use crate::clock::Timestamp;
use crate::i18n::{Args, Direction, I18n, Locale, Misses};

#[test]
fn a_text_is_given_in_the_readers_language_with_her_way_of_writing() {
    let i18n = serve(&[
        ("en", "open = { $name } is open until { $closes }, from { $day }, for { $who }: { $seats }."),
        ("fr", "open = { $name } est ouvert jusqu’au { $closes }, depuis le { $day }, pour { $who } : { $seats }."),
    ]);
    let closes = Timestamp::parse("2026-11-23T22:30:00Z").expect("a moment");
    let args = Args::new().set("name", "Soil").set("closes", closes).set("day", date!(2026 - 10 - 01));
    let args = args.set("who", vec!["Fiji".to_owned(), "Peru".to_owned()]).set("seats", 12_000);
    assert_eq!(
        i18n.localizer_for(&locale("fr-CA")).plain("open", &args),
        "Soil est ouvert jusqu’au 23 novembre 2026 à 22:30 UTC, depuis le 1er octobre 2026, pour Fiji et Peru : 12\u{202f}000."
    );
    assert_eq!(
        i18n.localizer_for(&locale("sw")).plain("open", &args),
        "Soil is open until 23 November 2026 at 22:30 UTC, from 1 October 2026, for Fiji and Peru: 12,000."
    );
    assert_eq!(i18n.misses(), Misses::default());
}

#[test]
fn prose_isolates_what_is_put_into_it_and_plain_text_does_not() {
    let i18n = serve(&[("en", "hello = Hello, { $name }!\n    .title = To { $name }")]);
    let (words, args) = (i18n.localizer_for(&Locale::EN), Args::new().set("name", "عمر"));
    assert_eq!(words.text("hello", &args), "Hello, \u{2068}عمر\u{2069}!");
    assert_eq!(words.plain("hello", &args), "Hello, عمر!");
    assert_eq!(words.attribute("hello", "title", &args), "To \u{2068}عمر\u{2069}");
    assert_eq!(words.plain_attribute("hello", "title", &args), "To عمر");
}

#[test]
fn a_missing_message_falls_back_says_so_and_is_counted() {
    let i18n = serve(&[("en", "a = A\nb = B"), ("fr", "a = Â"), ("mg", "a = Ä")]);
    let words = i18n.localizer_for(&locale("mg"));
    assert_eq!(words.text_with_locale("a", &Args::new()), ("Ä".to_owned(), locale("mg")));
    assert_eq!(words.text_with_locale("b", &Args::new()), ("B".to_owned(), Locale::EN));
    assert_eq!(i18n.misses(), Misses { missing: 2, broken: 0 });
    assert_eq!((words.locale(), words.direction()), (&locale("mg"), Direction::Ltr));
}

#[test]
fn nothing_broken_reaches_a_reader() {
    for broken in [
        "x = { $nope }",
        "x = { missing }",
        "x = { -noterm }",
        "x = { x }",
        "x = { NUMBER($text) }",
        "x = { NUMBER($infinite) }",
        "x = { $infinite }",
        "x =\n    .title = no value",
        "x = { $nope ->\n   *[other] y\n }",
        "x = { NUMBER($text) ->\n   *[other] y\n }",
        "big = AAAAAAAAAA\nx = { big }{ missing.title }",
        "y =\n    .title = t\nx = { y }",
    ] {
        let i18n = serve(&[("en", "x = whole"), ("fr", broken)]);
        let args = Args::new().set("text", "seven").set("infinite", f64::INFINITY);
        assert_eq!(
            i18n.localizer(&[Locale::FR]).text_with_locale("x", &args),
            ("whole".to_owned(), Locale::EN),
            "{broken}"
        );
        let Misses { missing, broken: failed } = i18n.misses();
        assert_eq!(missing + failed, 1, "{broken}");
    }
}

#[test]
fn a_message_that_no_language_has_shows_its_name() {
    let i18n = serve(&[("en", "a = A")]);
    assert_eq!(i18n.localizer_for(&Locale::FR).text("no-such", &Args::new()), "no-such");
    assert_eq!(i18n.localizer_for(&Locale::FR).attribute("a", "detail", &Args::new()), "a.detail");
}

#[test]
fn new_catalogues_take_over_while_old_ones_are_still_being_read() {
    let i18n = serve(&[("en", "a = old")]);
    let (before, twin) = (i18n.localizer_for(&Locale::EN), i18n.clone());
    assert_eq!(before.text("a", &Args::new()), "old");
    for round in 0..10 {
        i18n.replace(build(&[("en", &format!("a = new {round}"))]));
        assert_eq!(twin.localizer_for(&Locale::EN).text("a", &Args::new()), format!("new {round}"));
        assert_eq!(before.text("a", &Args::new()), "old");
    }
}

#[test]
fn all_threads_read_the_same_texts() {
    let i18n = serve(&[("en", "a = { $n }")]);
    let threads: Vec<_> = (0..4)
        .map(|n| {
            let i18n = i18n.clone();
            std::thread::spawn(move || i18n.localizer_for(&Locale::EN).plain("a", &Args::new().set("n", n)))
        })
        .collect();
    let texts: Vec<_> = threads.into_iter().map(|thread| thread.join().expect("a text")).collect();
    assert_eq!(texts, ["0", "1", "2", "3"]);
}

#[test]
fn number_takes_the_options_that_translators_use() {
    for (ftl, number, expected) in [
        ("{ NUMBER($n, minimumFractionDigits: 2) }", 1234.0, "1\u{202f}234,00"),
        ("{ NUMBER($n, maximumFractionDigits: 0) }", 2.6, "3"),
        ("{ NUMBER($n, style: \"percent\") }", 0.5, "50\u{a0}%"),
        ("{ NUMBER($n, useGrouping: \"false\") }", 1234.0, "1234"),
        ("{ NUMBER($n, minimumIntegerDigits: 2) }", 7.0, "07"),
        ("{ NUMBER($n, type: \"ordinal\") ->\n   [one] { $n }er\n  *[other] { $n }e\n }", 1.0, "1er"),
        ("{ NUMBER($n, maximumFractionDigits: 0) ->\n   [one] un\n  *[other] plusieurs\n }", 1.6, "plusieurs"),
        ("{ $n ->\n   [0] rien\n  *[other] { $n }\n }", 0.0, "rien"),
    ] {
        let i18n = serve(&[("en", "x = whole"), ("fr", &format!("x = {ftl}"))]);
        assert_eq!(i18n.localizer_for(&Locale::FR).plain("x", &Args::new().set("n", number)), expected, "{ftl}");
    }
}

#[test]
fn an_argument_set_twice_counts_once() {
    let i18n = serve(&[("en", "a = { $n }")]);
    assert_eq!(i18n.localizer_for(&Locale::EN).plain("a", &Args::new().set("n", 1).set("n", "two")), "two");
}

#[test]
fn the_shipped_catalogues_speak_the_three_working_languages() {
    let i18n = I18n::new(crate::i18n::Catalogues::shipped().expect("sound catalogues"), Locale::EN);
    assert_eq!(i18n.catalogues().locales(), locales("en es fr"));
    for (tag, name, detail) in [
        ("en", "CITES Virtual College", "This may have no more than 1,200 characters."),
        ("fr", "Collège virtuel de la CITES", "Ce texte ne peut pas dépasser 1\u{202f}200 caractères."),
        ("es", "Colegio Virtual de la CITES", "Este texto no puede superar los 1200 caracteres."),
        ("mg", "Collège virtuel de la CITES", "Ce texte ne peut pas dépasser 1\u{202f}200 caractères."),
    ] {
        let words = i18n.localizer_for(&locale(tag));
        assert_eq!(words.plain("college-name", &Args::new()), name);
        assert_eq!(words.plain_attribute("field-too-long", "detail", &Args::new().set("max", 1_200)), detail);
    }
    assert_eq!(i18n.misses(), Misses::default());
}
