//! What the tests of all formats share, and those of the neutral document.

use proptest::prelude::*;

use super::fault::QUOTED_CHARACTERS;
use super::intake::lines_of;
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

/// The document before anybody translated.
pub fn untranslated(document: &Document) -> Document {
    let units = document.units.iter().map(|unit| Unit { target: None, state: UnitState::Missing, ..unit.clone() });
    Document { units: units.collect(), ..document.clone() }
}

/// What comes in when nothing was known.
pub fn suggested(document: &Document) -> Vec<Unit> {
    let suggested = document.units.iter().filter_map(|unit| {
        let target = Some(lines_of(unit.target.as_deref()?).into_owned());
        Some(Unit { target, state: UnitState::Suggested, ..unit.clone() })
    });
    suggested.collect()
}

/// Whether a format brings back all that was written, and finds nothing new in what was not changed.
pub fn comes_back(document: &Document, bytes: &[u8], read: impl Fn(&[u8], &Document) -> Result<Received, Vec<Fault>>) {
    let fresh = read(bytes, &untranslated(document)).unwrap_or_else(|faults| panic!("{}", said(&faults)));
    assert_eq!(said(&fresh.faults), "");
    assert_eq!(fresh.units, suggested(document));
    let known = read(bytes, document).unwrap_or_else(|faults| panic!("{}", said(&faults)));
    let count = document.units.iter().filter(|unit| unit.target.is_some()).count();
    assert_eq!((said(&known.faults), known.units, known.unchanged), (String::new(), Vec::new(), count));
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
fn whatever_a_file_says_is_a_suggestion() {
    use UnitState::{Approved, Missing, Stale, Suggested};
    for (own, target, said, is_new) in [
        (Approved, "Á", None, false),
        (Suggested, "Á", Some(Approved), false),
        (Approved, "À", None, true),
        (Approved, "À", Some(Missing), true),
        (Approved, "À", Some(Approved), true),
        (Approved, "À", Some(Stale), true),
        (Stale, "Á", None, false),
        (Stale, "Á", Some(Stale), false),
        (Stale, "Á", Some(Suggested), true),
        (Stale, "Á", Some(Approved), true),
    ] {
        let expected = document(vec![Unit { state: own, ..unit("a", "A", Some("Á")) }]);
        let mut intake = Intake::of(&expected);
        intake.take(Arrival { state: said, ..arrival("a", "A", target) });
        let received = intake.finish();
        let suggestion = Unit { target: Some(target.to_owned()), state: Suggested, ..expected.units[0].clone() };
        assert_eq!(received.units, Vec::from_iter(is_new.then_some(suggestion)), "{own:?} {target} {said:?}");
        assert_eq!(received.unchanged, usize::from(!is_new));
    }
}

#[test]
fn the_ends_of_lines_are_no_change() {
    let expected = document(vec![unit("a", "A\nB", Some("Á\r\nB"))]);
    for (target, units) in [("Á\rB", vec![]), ("Á\r\nC", vec![unit("a", "A\nB", Some("Á\nC"))])] {
        let mut intake = Intake::of(&expected);
        intake.take(arrival("a", "A\r\nB", target));
        let unchanged = usize::from(units.is_empty());
        assert_eq!(intake.finish(), Received { units, unchanged, absent: 0, faults: Vec::new() });
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
    let note = "([a-z]|\\n|\\r|\"|#, fuzzy|revision: |\\]\\]>|<|&|\u{1}|\u{2028}|=){0,5}";
    let texts = (pattern, proptest::option::of(pattern), 0..UnitState::ALL.len(), note);
    proptest::collection::vec(texts, 0..5).prop_map(|rows| {
        let units = rows.into_iter().enumerate().map(|(number, (source, target, state, note))| Unit {
            state: if target.is_some() { UnitState::ALL[state.max(1)] } else { UnitState::Missing },
            notes: Some(note).into_iter().filter(|note| !note.is_empty()).collect(),
            max_length: (number == 1).then_some(40),
            ..unit(&format!("-k{number}/x_y"), &source, target.as_deref())
        });
        document(units.collect())
    })
}
