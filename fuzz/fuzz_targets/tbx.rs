//! A glossary in TBX that comes in: what is taken of it goes out and comes in again with all its terms.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::formats::terminology::Concept;
use virtual_college::formats::terminology::tbx::{read, write};
use virtual_college::i18n::Locale;

fuzz_target!(|bytes: &[u8]| {
    let Ok(terminology) = read(bytes) else { return };
    let count = |concepts: &[Concept]| concepts.iter().map(|concept| concept.terms.len()).sum::<usize>();
    let written = write(&terminology.concepts, "", &Locale::EN);
    let again = read(written.as_bytes()).expect("a file of ours");
    assert_eq!(
        (again.concepts.len(), count(&again.concepts)),
        (terminology.concepts.len(), count(&terminology.concepts))
    );
});
