//! How long a text is beside its source, and whether it is there at all.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Rule;
use super::finding::Report;
use super::limits::{USUAL_GROWTH, USUAL_MARGIN};
use super::reading::Reading;
use super::setting::Flags;
use crate::i18n::Args;

/// Graphemes, as people count them (UAX 29), in the longest way in which the text comes out. What a placeable shows counts for
/// one.
pub(super) fn check(given: &[Reading], source: &[Reading], flags: Flags, report: &mut Report) {
    let longest =
        |readings: &[Reading]| readings.iter().map(|reading| graphemes(&reading.text)).max().unwrap_or_default();
    let found = longest(given);
    if let Some(most) = flags.max_length.filter(|most| found > *most) {
        report.add(Rule::Length, None, Args::new().set("kind", "limit").set("found", found).set("most", most));
        return;
    }
    let usual = longest(source) * USUAL_GROWTH + USUAL_MARGIN;
    if found > usual {
        report.warn(Rule::Length, None, Args::new().set("kind", "usual").set("found", found).set("most", usual));
    }
}

fn graphemes(text: &str) -> usize {
    text.trim().graphemes(true).count()
}

/// Something to read, unless the source has nothing either.
pub(super) fn check_empty(given: &[Reading], source: &[Reading], report: &mut Report) {
    let is_blank = |readings: &[Reading]| readings.iter().all(|reading| reading.text.chars().all(is_blank));
    if is_blank(given) && !is_blank(source) {
        report.add(Rule::Empty, None, Args::new());
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || super::characters::is_hidden(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::tests::{found, listed};

    #[test]
    fn length_is_counted_as_people_count() {
        let button = Flags { max_length: Some(4), ..Flags::default() };
        for (text, source, flags, expected) in [
            ("Fermer", "Close", button, "limit.length!"),
            ("Oui", "Yes", button, ""),
            // Four letters, each with a mark.
            ("a\u{301}e\u{301}i\u{301}o\u{301}", "abcd", button, ""),
            ("\u{1F469}\u{200D}\u{1F33E}x", "ab", button, ""),
            ("Une phrase un peu plus longue que l’anglais, mais pas trop.", "A sentence.", Flags::default(), ""),
            (&"Une phrase trop longue. ".repeat(10), "A sentence.", Flags::default(), "limit.length"),
        ] {
            let (text, source) = ([Reading::plain(text)], [Reading::plain(source)]);
            assert_eq!(listed(&found(|report| check(&text, &source, flags, report))), expected);
        }
    }

    #[test]
    fn blank_is_not_said_of_what_only_looks_so() {
        for (text, source, expected) in [
            ("", "a", "value.empty!"),
            (" \u{200B}\n", "a", "value.empty!"),
            ("", "", ""),
            ("\u{FFFC}", "a", ""),
            (".", "a", ""),
        ] {
            let (text, source) = ([Reading::plain(text)], [Reading::plain(source)]);
            assert_eq!(listed(&found(|report| check_empty(&text, &source, report))), expected, "{text:?}");
        }
    }
}
