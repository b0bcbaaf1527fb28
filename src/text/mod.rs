//! Texts that people type into one line: normalised, bounded, and free of characters that hide or turn others around. And what
//! changed between two states of a text.

mod diff;

pub use diff::{Change, Comparison, DiffPart, word_diff};

use std::fmt::Write as _;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::error::FieldProblem;

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    Empty,
    TooLong { max: usize },
    ControlCharacters,
}

impl TextFault {
    /// The problem of the member that held the text.
    #[must_use]
    pub fn at(self, pointer: impl Into<String>) -> FieldProblem {
        match self {
            Self::Empty => FieldProblem::new(pointer, "field-empty"),
            Self::TooLong { max } => {
                FieldProblem::new(pointer, "field-too-long").with("max", i64::try_from(max).unwrap_or(i64::MAX))
            }
            Self::ControlCharacters => FieldProblem::new(pointer, "field-control-characters"),
        }
    }
}

/// One line of text in NFC, without white space at its ends, of at most `max` characters.
///
/// # Errors
/// When it is empty or too long, or holds a character that is not for reading.
pub fn line(text: &str, max: usize) -> Result<String, TextFault> {
    let text: String = text.trim().nfc().collect();
    if is_blank(&text) && !text.chars().any(is_unreadable) {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > max {
        return Err(TextFault::TooLong { max });
    }
    if text.chars().any(is_unreadable) {
        return Err(TextFault::ControlCharacters);
    }
    Ok(text)
}

/// A text as it is searched: without case and without marks. Engines fold each in their own way, so it is done here.
#[must_use]
pub fn folded(text: &str) -> String {
    text.trim().nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}

/// Whether nobody would see anything: no character, or only white space and what leaves no mark of its own.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    // A Braille cell without dots is a symbol to Unicode.
    text.chars().all(|c| c.is_whitespace() || is_combining_mark(c) || ignorable.contains(c) || c == '\u{2800}')
}

/// What has no place in a line that is read or printed: controls, line separators, the explicit bidirectional embeddings,
/// overrides and isolates (UAX #9 §2), deprecated format characters, the byte order mark, interlinear, replacement and tag
/// characters, and what is no character at all.
#[must_use]
pub fn is_unreadable(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || matches!(code, 0x2028..=0x202E | 0x2066..=0x206F | 0xFEFF | 0xFFF0..=0xFFFD | 0xE_0000..=0xE_007F)
        || matches!(code, 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

/// Bytes in hexadecimal, as hashes are written.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_normalised_and_trimmed_and_refused_when_it_hides_something() {
        for (given, expected) in [
            ("  Ana María ", Ok("Ana María")),
            ("e\u{301}", Ok("é")),
            ("رنا", Ok("رنا")),
            (" \t ", Err(TextFault::Empty)),
            ("a\u{0}b", Err(TextFault::ControlCharacters)),
            ("a\nb", Err(TextFault::ControlCharacters)),
            ("abc\u{202E}def", Err(TextFault::ControlCharacters)),
            ("a\u{2066}b", Err(TextFault::ControlCharacters)),
            ("a\u{206A}b", Err(TextFault::ControlCharacters)),
            ("a\u{FFFD}b", Err(TextFault::ControlCharacters)),
            ("\u{200B}\u{200B}", Err(TextFault::Empty)),
            ("\u{3164}", Err(TextFault::Empty)),
            ("\u{2800}", Err(TextFault::Empty)),
            ("\u{301}", Err(TextFault::Empty)),
            ("क्\u{200D}ष", Ok("क्\u{200D}ष")),
            ("12345678901", Err(TextFault::TooLong { max: 10 })),
        ] {
            assert_eq!(line(given, 10), expected.map(str::to_owned), "{given:?}");
        }
    }
}
