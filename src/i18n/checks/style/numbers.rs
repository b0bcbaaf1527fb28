//! Numbers that were lost or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reading, Sides};
use crate::i18n::checks::Rule;
use crate::i18n::checks::finding::Report;
use crate::i18n::{Args, Value};

/// The same numbers, whatever the digits and separators of the language are. Where the grammar of numbers asks for variants,
/// their words may be numbers of their own.
pub(super) fn check(sides: Sides<'_>, report: &mut Report) {
    let (given, source) = (Figures::of(sides.given), Figures::of(sides.source));
    // A month is a name in one language and a number in the other.
    let has_date = given.numbers.keys().any(|digits| is_year(digits) && source.numbers.contains_key(digits));
    let without = |these: &Figures, those: &Figures| -> Vec<String> {
        let is_other = |number: &&Number| !(those.say(number) || has_date && is_month(&number.digits()));
        these.numbers.values().filter(is_other).map(|number| number.written.clone()).collect()
    };
    let (missing, extra) = (without(&source, &given), without(&given, &source));
    if !missing.is_empty() {
        let args = Args::new().set("problem", "missing").set("numbers", Value::List(missing));
        report.add(Rule::Numbers, None, args);
    } else if !extra.is_empty() && sides.given.len() == 1 {
        report.add(Rule::Numbers, None, Args::new().set("problem", "extra").set("numbers", Value::List(extra)));
    }
}

/// A number as it is written: its digits between separators.
struct Number {
    parts: Vec<String>,
    written: String,
}

impl Number {
    /// 1,200.5 and 1 200,5 are both 12005.
    fn digits(&self) -> String {
        bare(&self.parts.concat()).to_owned()
    }
}

/// What a text says in numbers.
#[derive(Default)]
struct Figures {
    /// By their digits. A single digit is left out: it is often written as a word.
    numbers: BTreeMap<String, Number>,
    /// What else may be meant: the parts of 12.30, and XXI as a number.
    besides: BTreeSet<String>,
}

impl Figures {
    fn of(readings: &[Reading]) -> Self {
        let mut figures = Self::default();
        for reading in readings {
            for number in numbers(&reading.text) {
                figures.besides.extend(number.parts.iter().map(|part| bare(part).to_owned()));
                let digits = number.digits();
                if digits.len() > 1 {
                    figures.numbers.insert(digits, number);
                }
            }
            let words = reading.text.split(|c: char| !c.is_alphabetic());
            figures.besides.extend(words.filter_map(roman).map(|value| value.to_string()));
        }
        figures
    }

    /// Whether they say a number: as it is, or in parts, as 12:30 says 12.30.
    fn say(&self, number: &Number) -> bool {
        let knows = |digits: &str| self.numbers.contains_key(digits) || self.besides.contains(digits);
        let in_parts =
            || number.parts.len() > 1 && number.parts.iter().all(|part| bare(part).len() < 2 || knows(bare(part)));
        knows(&number.digits()) || in_parts()
    }
}

fn bare(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

fn is_month(digits: &str) -> bool {
    ["10", "11", "12"].contains(&digits)
}

/// XXI is 21, as centuries are written; with the ending of an ordinal, too.
fn roman(word: &str) -> Option<u32> {
    let letters = word.trim_end_matches(|c: char| c.is_lowercase());
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values = letters.chars().map(value).collect::<Option<Vec<u32>>>()?;
    let subtracts = |place: usize, own: u32| values.get(place + 1).is_some_and(|next| *next > own);
    let (plus, minus): (Vec<_>, Vec<_>) = values.iter().enumerate().partition(|(place, own)| !subtracts(*place, **own));
    let sum = |values: Vec<(usize, &u32)>| values.into_iter().map(|(_, value)| value).sum::<u32>();
    sum(plus).checked_sub(sum(minus)).filter(|value| *value > 0)
}

fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let (mut parts, mut digits, mut begin, mut end) = (Vec::new(), String::new(), 0, 0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(digit) = digit(c) {
            begin = if digits.is_empty() && parts.is_empty() { at } else { begin };
            end = at + c.len_utf8();
            digits.push(digit);
        } else if !digits.is_empty() {
            parts.push(std::mem::take(&mut digits));
            if !text.get(at..).is_some_and(goes_on) {
                found.extend(apart(std::mem::take(&mut parts), text.get(begin..end).unwrap_or_default()));
            }
        }
    }
    found
}

/// One number; or several, where digits between points make none: 24.11.2026 is a day.
fn apart(parts: Vec<String>, written: &str) -> Vec<Number> {
    let is_group = |part: &&String| (2..=3).contains(&part.len());
    let is_number =
        parts.len() < 3 || parts.iter().take(parts.len() - 1).skip(1).all(|part| is_group(&part)) && !is_day(&parts);
    if is_number {
        return vec![Number { parts, written: written.to_owned() }];
    }
    parts.into_iter().map(|part| Number { written: part.clone(), parts: vec![part] }).collect()
}

fn is_day(parts: &[String]) -> bool {
    matches!(parts, [day, month, year] if day.len() < 3 && month.len() < 3 && (year.len() == 4 || year.len() == 2))
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
            ("de", "On 24 November 2026", "Am 24.11.2026", ""),
            ("fr", "On 2026-11-24", "Le 24 novembre 2026", ""),
            ("pt", "On 24 November 2026", "Em 24/11/2026", ""),
            ("pt", "On 24 November 2026", "Em 25/11/2026", "warn.numbers"),
            ("it", "At 12:30", "Alle 12.30", ""),
            ("es", "In the 21st century", "En el siglo XXI", ""),
            ("fr", "In the 21st century", "Au XXIe siècle", ""),
            ("fr", "In the 21st century", "Au XXe siècle", "warn.numbers"),
            ("hi", "100,000 plants", "१,००,००० पौधे", ""),
            ("ar", "12,500 plants", "١٢٬٥٠٠ نبتة", ""),
            ("pt", "12,500.75 kg", "12.500,75 kg", ""),
            ("fr", "1% of 10–20 plants", "1 % de 10 à 20 plantes", ""),
            ("es", "The 12th of 15", "El 12.º de 15", ""),
        ] {
            assert_eq!(style(tag, source, text), expected, "{tag} {text}");
        }
    }
}
