//! A lesson in two states, which a line of `=` sets apart: both are taken apart, and ids carried from one to the other.

#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use virtual_college::courses::segments::{KnownBlock, SegmentKind, carry, fits_block, lesson_texts};
use virtual_college::i18n::checks::read;
use virtual_college::text::{Change, word_diff};

fn after(previous: &[KnownBlock], lesson: &str) -> Vec<KnownBlock> {
    let texts = lesson_texts(lesson);
    let current: Vec<_> = texts.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    let ids = carry(previous, &current);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), texts.len());
    ids.into_iter().zip(texts).map(|(id, (kind, text))| KnownBlock { id, kind, text }).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = read(bytes) else { return };
    let (old, new) = text.split_once("\n===\n").unwrap_or((&text, &text));
    let known = after(&[], old);
    assert_eq!(after(&known, old), known);
    after(&known, new);
    for kind in [SegmentKind::Heading, SegmentKind::Paragraph, SegmentKind::ListItem, SegmentKind::Cell, SegmentKind::AltText] {
        let _ = fits_block(kind, new);
    }
    let parts = word_diff(old, new);
    let kept: String = parts.iter().filter(|part| part.change != Change::Added).map(|part| part.text.as_str()).collect();
    assert_eq!(kept, old);
});
