//! A message of Fluent and its source, which a line of `=` sets apart.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use virtual_college::i18n::checks::{Catalogue, Flags, Knowledge, Original, Setting, check_entry, normalise, read};
use virtual_college::i18n::{Catalogues, Locale};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::of(&Catalogues::shipped().expect("sound catalogues"), &[Locale::FR, Locale::EN]));

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = read(bytes) else { return };
    assert_eq!(normalise(&text), text);
    let (text, source) = text.split_once("\n===\n").unwrap_or((&text, &text));
    let knowledge = Knowledge::default();
    let setting = Setting { locale: &Locale::FR, source: &Locale::EN, catalogue: &CATALOGUE, knowledge: &knowledge };
    for finding in check_entry(text, Original { text: source, flags: Flags { max_length: Some(40), ..Flags::default() } }, &setting) {
        assert!(finding.span.clone().is_none_or(|span| text.get(span).is_some()), "{finding}");
    }
});
