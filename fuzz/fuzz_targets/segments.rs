//! A lesson in two states, which a line of `=` sets apart: both are taken apart, ids are carried from one to the other, and the
//! texts of one are put into the other.

#![no_main]

use libfuzzer_sys::fuzz_target;
use virtual_college::courses::segments::try_lessons;
use virtual_college::i18n::checks::read;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = read(bytes) else { return };
    let (old, new) = text.split_once("\n===\n").unwrap_or((&text, &text));
    try_lessons(old, new);
});
