//! The form in which every text is kept.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::Rule;
use super::finding::Finding;
use crate::i18n::Args;

/// Reads a file from outside.
///
/// # Errors
/// When it is not UTF-8 (RFC 3629); the finding points at the first byte that is not.
pub fn read(bytes: &[u8]) -> Result<String, Finding> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normalise(text)),
        Err(fault) => {
            let at = fault.valid_up_to();
            let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
            let finding = Finding::new(Rule::Encoding, Args::new().set("line", line));
            Err(Finding { span: Some(at..at + fault.error_len().unwrap_or(bytes.len() - at)), ..finding })
        }
    }
}

/// Brings a text into the form in which it is kept: no byte order mark, lines that end in LF, NFC (UAX 15).
///
/// fluent-syntax takes a byte order mark for an error, and keeps CR at the ends of lines as text.
#[must_use]
pub fn normalise(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let text = if text.contains('\r') { &text.replace("\r\n", "\n") } else { text };
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_form() {
        for (given, kept) in [
            ("\u{FEFF}a = b\r\n", "a = b\n"),
            ("a\u{300} l’e\u{301}cole", "à l’école"),
            ("a\rb", "a\rb"),
            ("a\u{FEFF}b", "a\u{FEFF}b"),
            ("می\u{200C}توانم", "می\u{200C}توانم"),
            ("", ""),
        ] {
            assert_eq!(normalise(given), kept, "{given:?}");
            assert_eq!(normalise(&normalise(given)), kept, "{given:?}");
        }
    }

    #[test]
    fn what_is_not_utf_8_is_said_with_its_place() {
        let finding = read(b"a = b\nx = \xFF\xFE").expect_err("no UTF-8");
        assert_eq!((finding.rule, finding.span), (Rule::Encoding, Some(10..11)));
        assert_eq!(finding.args, Args::new().set("line", 2_usize));
        assert_eq!(read(b"a = \xC3\xA9").as_deref(), Ok("a = é"));
    }
}
