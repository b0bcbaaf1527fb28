//! What may be published, and what may not.

use std::cell::Cell;

use crate::i18n::checks::{Budget, Staged, stage};
use crate::i18n::tests::{locales, source};
use crate::i18n::{Locale, Source};

const ROOM: Budget<'static> = Budget { bytes: 1 << 24, is_over: &|| false, served: None };

fn refusals(french: &str) -> Vec<String> {
    let english = source("en", "a.ftl", "a = Hi { $name }\nb = { $n ->\n [one] one\n *[other] { $n }\n }\n-t = T");
    let outcome = stage(vec![english, source("fr", "a.ftl", french)], &locales("fr en"), &ROOM);
    outcome.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

#[test]
fn what_cannot_be_formatted_is_not_published() {
    for (french, expected) in [
        ("a = Bonjour { $name }\nb = { $n }", ""),
        ("a = Bonjour", ""),
        ("a = { $nom }", "fr/a.ftl: a: render value cause=Resolver error: Unknown variable: $nom"),
        ("a = { NUMBER($name) }", ""),
        // Fluent looks for a term in the same language only.
        ("a = { -t }", "fr/a.ftl: a: render value cause=Resolver error: Unknown term: -t"),
        ("a = { a }", "fr/a.ftl: a: ref.cycle value path=a → a"),
        ("a = {", "fr/a.ftl: a: syntax.junk value problem=placeable sign= line=1"),
    ] {
        assert_eq!(refusals(french).join("\n"), expected, "{french}");
    }
}

#[test]
fn a_publication_has_a_budget() {
    let sources = || vec![source("en", "a.ftl", "a = Hi\nb = Hi\nc = Hi")];
    let Ok(Staged { messages, bytes, catalogues }) = stage(sources(), &[Locale::EN], &ROOM) else { panic!("sound") };
    assert_eq!((messages, bytes, catalogues.locales()), (3, 6, vec![Locale::EN]));
    let asked = Cell::new(0);
    let two_more = || asked.replace(asked.get() + 1) >= 2;
    for (budget, what) in [(Budget { bytes: 3, ..ROOM }, "bytes"), (Budget { is_over: &two_more, ..ROOM }, "time")] {
        let refused = stage(sources(), &[Locale::EN], &budget).expect_err("over");
        let refused: Vec<String> = refused.iter().map(ToString::to_string).collect();
        assert_eq!(refused, [format!("en/a.ftl: c: limit.budget value what={what}")]);
    }
}

#[test]
fn what_ships_passes() {
    let staged =
        stage(Source::shipped().to_vec(), &Locale::WORKING, &ROOM).unwrap_or_else(|findings| panic!("{findings:#?}"));
    assert!(
        staged.messages > 1_000 && staged.bytes < ROOM.bytes,
        "{} messages, {} bytes",
        staged.messages,
        staged.bytes
    );
}
