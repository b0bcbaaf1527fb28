//! A block of a lesson and its source, which a line of `=` sets apart; read as every kind of text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::i18n::Locale;
use virtual_college::i18n::checks::{Catalogue, Flags, Knowledge, Original, Setting, TextKind, check_text, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = read(bytes) else { return };
    let (text, source) = text.split_once("\n===\n").unwrap_or((&text, &text));
    let (catalogue, knowledge) = (Catalogue::default(), Knowledge::default());
    let setting = Setting { locale: &Locale::FR, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
    for kind in [TextKind::Markdown, TextKind::Cell, TextKind::Plain, TextKind::Caption] {
        for finding in check_text(kind, text, Original { text: source, flags: Flags::default() }, &setting) {
            assert!(finding.span.clone().is_none_or(|span| text.get(span).is_some()), "{finding}");
        }
    }
});
