//! A translation memory that comes in.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::formats::tmx::read;
use virtual_college::i18n::Locale;

fuzz_target!(|bytes: &[u8]| {
    let Ok(memory) = read(bytes, &Locale::EN, &Locale::FR) else { return };
    assert!(memory.pairs.iter().all(|pair| !pair.source.is_empty() && !pair.target.is_empty()));
});
