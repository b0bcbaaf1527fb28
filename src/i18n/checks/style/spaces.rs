//! White space that came in, or went, unnoticed.

use super::Sides;
use crate::i18n::Args;
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;

/// Space at the ends as in the source, and no more than one at a time.
pub(super) fn check(sides: Sides<'_>, report: &mut Report) {
    let Some((given, source)) = sides.usual() else { return };
    let ends =
        |text: &str| (text.chars().next().filter(|c| is_space(*c)), text.chars().next_back().filter(|c| is_space(*c)));
    let ((begin, end), (begin_expected, end_expected)) = (ends(&given.text), ends(&source.text));
    let length = given.text.len();
    for (place, found, expected, span) in [
        ("begin", begin, begin_expected, 0..begin.map_or(0, char::len_utf8)),
        ("end", end, end_expected, length - end.map_or(0, char::len_utf8)..length),
    ] {
        if found.is_some() != expected.is_some() {
            let problem = format!("{place}-{}", if found.is_some() { "extra" } else { "missing" });
            report.add(Rule::Space, given.span(span), Args::new().set("problem", problem));
        }
    }
    if sides.source.iter().any(|reading| double(&reading.text).is_some()) {
        return;
    }
    for reading in sides.given {
        if let Some(at) = double(&reading.text) {
            report.add(Rule::Space, reading.span(at..at + 2), Args::new().set("problem", "double"));
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{A0}' | '\u{202F}')
}

/// Two spaces within a line. At its beginning they are how the file is laid out.
fn double(text: &str) -> Option<usize> {
    let is_within =
        |at: &usize| text.get(..*at).is_some_and(|before| !before.ends_with(['\n', ' ']) && !before.is_empty());
    text.match_indices("  ").map(|(at, _)| at).find(is_within)
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn space_is_as_in_the_source() {
        for (source, text, expected) in [
            ("One and two", "Un  et deux", "warn.space"),
            ("One and two", "Un et deux", ""),
            ("One  and two", "Un  et deux", ""),
            ("One and two", "Un\n  et deux", ""),
            ("One and two", "Un et deux ", "warn.space"),
            ("One and two", "\u{A0}Un et deux", "warn.space"),
            ("Language ", "Langue ", ""),
            ("Language ", "Langue", "warn.space"),
        ] {
            assert_eq!(style("fr", source, text), expected, "{text:?}");
        }
    }
}
