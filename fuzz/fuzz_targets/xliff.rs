//! A file of XLIFF that comes in: what is taken of it goes out and comes in again as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::formats::exchange::{Document, Unit, UnitKind, UnitState};
use virtual_college::formats::xliff::{read, write};
use virtual_college::i18n::Locale;

/// A text of each kind, as it is before anybody translated.
fn expected() -> Document {
    let texts = [
        (UnitKind::Markdown, "a", "See **the** `list` in [the annex](/annex)"),
        (UnitKind::Message, "b", "b = { $n ->\n    [one] One\n   *[other] { $n } { -c }\n}\n    .title = T"),
        (UnitKind::Plain, "c", "From {{d}}, \"so\"\n=1"),
    ];
    let units = texts.map(|(kind, key, source)| Unit {
        id: format!("course/a#{key}"),
        key: key.to_owned(),
        kind,
        source: source.to_owned(),
        source_hash: "1".to_owned(),
        target: None,
        state: UnitState::Missing,
        notes: Vec::new(),
        max_length: None,
    });
    let catalogue = "course/a".to_owned();
    Document { catalogue, source_locale: Locale::EN, target_locale: Locale::FR, units: units.to_vec() }
}

fuzz_target!(|bytes: &[u8]| {
    let mut document = expected();
    let Ok(received) = read(bytes, &document) else { return };
    for unit in received.units {
        assert_eq!(unit.state, UnitState::Suggested);
        document.units.retain(|known| known.key != unit.key);
        document.units.push(unit);
    }
    let count = document.units.iter().filter(|unit| unit.target.is_some()).count();
    let again = read(write(&document).as_bytes(), &document).expect("a file of ours");
    assert_eq!((again.units.len(), again.unchanged, again.faults.len()), (0, count, 0));
});
