//! Which written answers are the same answer.

use unicode_normalization::UnicodeNormalization as _;

/// What counts of a written answer: its letters and digits, whatever their case, accents and width, and the spaces and
/// punctuation between them. Signs without which a word of another script is another word stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| !is_accent(*c)).collect();
    let upper: String = bare.nfc().flat_map(char::to_uppercase).collect();
    let folded = upper
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_accent(*c))
        .filter(|c| c.is_alphanumeric() || is_mark(*c));
    folded.collect::<String>().replace('œ', "oe").replace('æ', "ae")
}

/// Combining diacritical marks, Arabic vowel signs and the Arabic stretching stroke.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}' | '\u{640}')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether an answer is one of the accepted words. A word of signs alone is compared as it is written.
#[must_use]
pub fn is_accepted(answer: &str, accepted: &[String]) -> bool {
    let folded = fold(answer);
    accepted.iter().any(|word| {
        let wanted = fold(word);
        if wanted.is_empty() { answer.trim().nfc().eq(word.trim().nfc()) } else { folded == wanted }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_spaces_and_punctuation_do_not_count() {
        for (answer, word, same) in [
            ("cites", "CITES", true),
            ("C.I.T.E.S.", "CITES", true),
            ("  permis d’exportation ", "permis d'exportation", true),
            ("e\u{301}le\u{301}phant", "Éléphant", true),
            ("elephant", "éléphant", true),
            ("STRASSE", "Straße", true),
            ("oeuf", "Œuf", true),
            ("ＣＩＴＥＳ", "cites", true),
            ("αστος", "ΑΣΤΟΣ", true),
            ("مَدرَسة", "مدرسة", true),
            ("が", "か", false),
            ("कि", "क", false),
            ("cites 2", "cites", false),
            ("", "cites", false),
            ("...", "cites", false),
            ("≥", "≥", true),
            ("≤", "≥", false),
            ("", "≥", false),
        ] {
            assert_eq!(is_accepted(answer, &[word.to_owned()]), same, "{answer} / {word}");
        }
        assert!(!is_accepted("x", &[]));
    }
}
