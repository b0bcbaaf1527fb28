//! What the tests of all formats share, and those of the neutral document.

use proptest::prelude::*;

use super::fault::QUOTED_CHARACTERS;
use super::*;
use crate::i18n::{Args, Catalogues, I18n, Misses};

pub fn unit(key: &str, source: &str, target: Option<&str>) -> Unit {
    Unit {
        id: format!("course/a#{key}"),
        key: key.to_owned(),
        kind: UnitKind::Plain,
        source: source.to_owned(),
        source_hash: source.len().to_string(),
        target: target.map(str::to_owned),
        state: if target.is_some() { UnitState::Suggested } else { UnitState::Missing },
        notes: Vec::new(),
        max_length: None,
    }
}

pub fn document(units: Vec<Unit>) -> Document {
    let catalogue = "course/a".to_owned();
    Document { catalogue, source_locale: Locale::EN, target_locale: Locale::FR, units }
}

/// What comes in when nothing was changed.
pub fn translated(document: &Document) -> Vec<Unit> {
    document.units.iter().filter(|unit| unit.target.is_some()).cloned().collect()
}

pub fn said(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn arrival(key: &str, source: &str, target: &str) -> Arrival {
    Arrival { line: 7, key: key.to_owned(), source: source.to_owned(), target: target.to_owned(), ..Arrival::default() }
}

#[test]
fn only_what_fits_is_received() {
    let expected = document(vec![unit("a", "A", None), unit("b", "B", None), unit("c", "C", None)]);
    let mut intake = Intake::of(&expected);
    let moved = Arrival { revision: Some("older".to_owned()), ..arrival("c", "C", "Ç") };
    let rows = [arrival("a", "A", "Á"), arrival("a", "A", "À"), arrival("b", "B?", "Bé"), moved];
    for row in rows.into_iter().chain([arrival("d", "D", "Dé")]) {
        intake.take(row);
    }
    let received = intake.finish();
    assert_eq!(received.units, [unit("a", "A", Some("Á"))]);
    let faults: Vec<String> = received.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "exchange-duplicate-unit line=7 unit=course/a#a",
            "exchange-changed-source line=7 unit=course/a#b",
            "exchange-moved-source line=7 unit=course/a#c",
            "exchange-unknown-unit line=7 unit=d",
        ]
    );
}

#[test]
fn a_state_is_of_the_words_that_it_was_given_to() {
    use UnitState::{Approved, Missing, Stale, Suggested};
    let expected = document(vec![Unit { state: Approved, ..unit("a", "A", Some("Á")) }]);
    for (target, said, state) in [
        ("Á", None, Approved),
        ("À", None, Suggested),
        ("À", Some(Missing), Suggested),
        ("Á", Some(Stale), Stale),
        ("À", Some(Stale), Suggested),
        ("À", Some(Approved), Approved),
    ] {
        let mut intake = Intake::of(&expected);
        intake.take(Arrival { state: said, ..arrival("a", "A", target) });
        assert_eq!(intake.finish().units[0].state, state, "{target} {said:?}");
    }
}

#[test]
fn a_file_of_another_language_is_refused_as_a_whole() {
    let expected = document(Vec::new());
    let faults = compare_heads(Some("course/b"), [Some("EN"), Some("no language")], &expected).expect_err("others");
    assert_eq!(
        said(&faults),
        "exchange-wrong-catalogue found=course/b expected=course/a; \
         exchange-wrong-target-language found=no language expected=fr"
    );
    assert_eq!(compare_heads(None, [None, Some("fr")], &expected), Ok(()));
}

#[test]
fn what_is_no_text_is_said_with_its_line() {
    assert_eq!(text_of(b"\xEF\xBB\xBFa\r\nb").as_deref(), Ok("a\nb"));
    assert_eq!(said(&text_of(b"a\nb\xFF").expect_err("no UTF-8")), "exchange-encoding line=2");
    let large = vec![b'a'; FILE_BYTES + 1];
    assert_eq!(said(&text_of(&large).expect_err("too large")), "exchange-too-large size=20971521 most=20971520");
}

#[test]
fn every_fault_is_said_in_three_languages() {
    let i18n = I18n::new(Catalogues::shipped().expect("sound catalogues"), Locale::EN);
    let names = ["size", "most", "format", "found", "expected", "code"];
    let args = names.iter().fold(Args::new(), |args, name| args.set(name, "x"));
    for locale in Locale::WORKING {
        let words = i18n.localizer(std::slice::from_ref(&locale));
        for code in FaultCode::ALL {
            let (text, found_in) = words.text_with_locale(code.message(), &args);
            assert!(found_in == locale && text.chars().count() > 20, "{locale}: {code:?}: {text}");
        }
    }
    assert_eq!(i18n.misses(), Misses::default());
}

#[test]
fn words_lead_back_to_what_they_stand_for() {
    assert!(UnitKind::ALL.into_iter().all(|kind| UnitKind::parse(kind.as_str()) == Some(kind)));
    assert!(UnitState::ALL.into_iter().all(|state| UnitState::parse(state.as_str()) == Some(state)));
    assert_eq!(UnitKind::parse("Message"), None);
}

#[test]
fn a_fault_quotes_what_can_be_read() {
    let fault = Fault::new(FaultCode::LostCode).with("code", "a\u{0}b\n").with("most", 3_usize).at_line(2);
    assert_eq!(fault.to_string(), "exchange-lost-code line=2 code=a\u{FFFD}b\u{FFFD} most=3");
    let long = Fault::new(FaultCode::LostCode).at_unit(&"é".repeat(200));
    assert_eq!(long.place.unit.map(|unit| unit.chars().count()), Some(QUOTED_CHARACTERS + 1));
}

/// Documents of texts that a pattern describes.
pub fn any_document(pattern: &'static str) -> impl Strategy<Value = Document> {
    let texts = (pattern, proptest::option::of(pattern), 0..UnitState::ALL.len(), "[a-z\n]{0,5}");
    proptest::collection::vec(texts, 0..5).prop_map(|rows| {
        let units = rows.into_iter().enumerate().map(|(number, (source, target, state, note))| Unit {
            state: if target.is_some() { UnitState::ALL[state.max(1)] } else { UnitState::Missing },
            notes: Some(note).into_iter().filter(|note| !note.is_empty()).collect(),
            ..unit(&format!("-k{number}/x_y"), &source, target.as_deref())
        });
        document(units.collect())
    })
}
