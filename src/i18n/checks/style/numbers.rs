//! Numbers that were lost or changed.

use std::collections::BTreeMap;

use super::{Reading, Sides};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;
use crate::i18n::{Args, Value};

/// The same numbers, whatever the digits and separators of the language are. Where the grammar of numbers asks for variants,
/// their words may be numbers of their own.
pub(super) fn check(sides: Sides<'_>, report: &mut Report) {
    let (given, source) = (all(sides.given), all(sides.source));
    let without = |these: &Numbers, those: &Numbers| -> Vec<String> {
        these.iter().filter(|(digits, _)| !those.contains_key(*digits)).map(|(_, written)| written.clone()).collect()
    };
    let (missing, extra) = (without(&source, &given), without(&given, &source));
    if !missing.is_empty() {
        let args = Args::new().set("problem", "missing").set("numbers", Value::List(missing));
        report.add(Rule::Numbers, None, args);
    } else if !extra.is_empty() && sides.given.len() == 1 {
        report.add(Rule::Numbers, None, Args::new().set("problem", "extra").set("numbers", Value::List(extra)));
    }
}

/// How numbers are written, by their digits: 1,200.5 and 1 200,5 are both 12005.
type Numbers = BTreeMap<String, String>;

fn all(readings: &[Reading]) -> Numbers {
    readings.iter().flat_map(|reading| numbers(&reading.text)).collect()
}

/// A single digit is left out: it is often written as a word.
fn numbers(text: &str) -> Numbers {
    let mut numbers = Numbers::new();
    let (mut digits, mut begin, mut end) = (String::new(), 0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(digit) = digit(c) {
            begin = if digits.is_empty() { at } else { begin };
            end = at + c.len_utf8();
            digits.push(digit);
        } else if !text.get(at..).is_some_and(goes_on) {
            let digits = std::mem::take(&mut digits);
            let digits = digits.trim_start_matches('0');
            if digits.len() > 1 {
                numbers.insert(digits.to_owned(), text.get(begin..end).unwrap_or_default().to_owned());
            }
        }
    }
    numbers
}

/// Whether a number goes on after a separator: one that CLDR's languages write in numbers, or a plain space before three
/// digits.
fn goes_on(rest: &str) -> bool {
    let mut rest = rest.chars();
    let separator = rest.next();
    let digits = rest.take_while(|c| digit(*c).is_some()).take(4).count();
    match separator {
        Some('.' | ',' | '\'' | '’' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{66B}' | '\u{66C}') => digits > 0,
        Some(' ') => digits == 3,
        _ => false,
    }
}

/// Zeros of the digits that CLDR's languages count with.
const ZEROS: [u32; 22] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
    0x1040, 0x17E0, 0x1810, 0x1C50, 0xFF10, 0x1E950,
];

fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::super::tests::style;

    #[test]
    fn numbers_are_compared_by_their_digits() {
        for (tag, source, text, expected) in [
            ("fr", "At most 1,200.50 in 2026", "En 2026, 1\u{202f}200,50 au plus", ""),
            ("fr", "Ninety days: 90", "Quatre-vingts jours : 80", "warn.numbers"),
            ("fr", "In 90 days", "Dans quelques jours", "warn.numbers"),
            ("fr", "In some days", "Dans 90 jours", "warn.numbers"),
            ("fr", "The 12th of 30", "Le 12e de 30", ""),
            ("fr", "One of 3", "Un sur trois", ""),
            ("fa", "In 90 days", "در ۹۰ روز", ""),
            ("hi", "In 90 days", "९० दिनों में", ""),
            ("fr", "At 09:40", "À 9 h 40", ""),
            ("fr", "1,200 people", "1 200 personnes", ""),
            ("es", "Conf. 12.3", "Conf. 12.3", ""),
        ] {
            assert_eq!(style(tag, source, text), expected, "{tag} {text}");
        }
    }
}
