//! A word that was typed twice.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Sides;
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::{Report, Span, quoted};
use crate::i18n::checks::setting::Setting;

/// Languages in which the same word twice is a slip, and the words that follow each other all the same. Where doubling is
/// grammar (Malay, Swahili, Vietnamese, Hindi, Turkish …) nothing is said.
const LANGUAGES: [(&str, &[&str]); 22] = [
    ("bg", &[]),
    ("ca", &[]),
    ("cs", &[]),
    ("da", &["at", "der", "det"]),
    ("de", &["das", "der", "die", "sie"]),
    ("en", &["had", "that"]),
    ("es", &[]),
    ("fi", &[]),
    ("fr", &["nous", "vous", "très"]),
    ("gl", &[]),
    ("hr", &[]),
    ("it", &[]),
    ("nb", &["at", "det", "som"]),
    ("nl", &["dat", "die"]),
    ("no", &["at", "det", "som"]),
    ("pl", &[]),
    ("pt", &[]),
    ("ro", &[]),
    ("ru", &[]),
    ("sk", &[]),
    ("sv", &["att", "det", "som"]),
    ("uk", &[]),
];

pub(super) fn check(sides: Sides<'_>, setting: &Setting<'_>, report: &mut Report) {
    let language = LANGUAGES.iter().find(|(language, _)| *language == setting.locale.language());
    let Some((_, usual)) = language else { return };
    if sides.source.iter().any(|reading| doubled(&reading.text, &[]).next().is_some()) {
        return;
    }
    for reading in sides.given {
        for (span, word) in doubled(&reading.text, usual) {
            report.add(Rule::DuplicateWord, reading.span(span), Args::new().set("word", quoted(word)));
        }
    }
}

fn doubled<'t>(text: &'t str, usual: &'static [&str]) -> impl Iterator<Item = (Span, &'t str)> {
    text.unicode_word_indices().zip(text.unicode_word_indices().skip(1)).filter_map(
        move |((at, word), (next, twin))| {
            let end = at + word.len();
            let is_doubled = word.chars().all(char::is_alphabetic)
                && word.to_lowercase() == twin.to_lowercase()
                && text.get(end..next)?.chars().all(char::is_whitespace)
                && end < next;
            (is_doubled && !usual.contains(&word.to_lowercase().as_str())).then_some((at..next + twin.len(), word))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn a_slip_is_told_from_grammar() {
        for (tag, text, expected) in [
            ("fr", "Lire le le guide", "warn.duplicate-word"),
            ("fr", "Lire Le le guide", "warn.duplicate-word"),
            ("fr", "nous nous lisons", ""),
            ("fr", "tout, tout lire", ""),
            ("fr", "Lire 1 1", ""),
            ("de", "die, die die Anleitung lesen", ""),
            ("id", "baca buku buku ini", ""),
            ("sw", "soma pole pole", ""),
            ("hi", "धीरे धीरे पढ़ें", ""),
        ] {
            assert_eq!(style(tag, "Read the guide", text), expected, "{tag} {text}");
        }
    }
}
