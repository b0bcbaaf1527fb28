//! How languages write of which ICU4X has no data: those below CLDR's basic level, Malagasy, Lingala and Kikuyu among them.

use std::collections::HashMap;
use std::sync::LazyLock;

use time::{Date, Time};

use super::Locale;

/// CLDR 48 (Unicode-3.0), cut out by data/generate.py.
const TABLE: &str = include_str!("data/formats.tsv");

/// How one language writes.
#[derive(Debug)]
pub(super) struct Writing {
    /// A language of which ICU4X has data and that writes numbers in the same way.
    pub numbers: icu_locale::Locale,
    /// Patterns of UTS 35, part 4: a day, a moment of a day, a time of day.
    day: &'static str,
    moment: &'static str,
    time: &'static str,
    /// What stands between the first items of a list, between others, before the last, and between two that are all.
    between: [&'static str; 4],
    /// Empty where CLDR has no names of months.
    months: Vec<&'static str>,
}

static WRITINGS: LazyLock<HashMap<&'static str, Writing>> =
    LazyLock::new(|| TABLE.lines().skip(1).filter_map(Writing::read).collect());

/// How a language writes, or the nearest of its parents. `None`: ICU4X knows, or nobody does.
pub(super) fn writing(locale: &Locale) -> Option<&'static Writing> {
    locale.lineage().iter().find_map(|step| WRITINGS.get(step.as_str()))
}

impl Writing {
    fn read(row: &'static str) -> Option<(&'static str, Self)> {
        let cells: Vec<&str> = row.split('\t').collect();
        let [tag, numbers, day, moment, time, start, middle, end, two, months @ ..] = cells.as_slice() else {
            return None;
        };
        let months = if months.contains(&"") { Vec::new() } else { months.to_vec() };
        let between = [*start, *middle, *end, *two];
        Some((*tag, Self { numbers: numbers.parse().ok()?, day, moment, time, between, months }))
    }

    /// Whether days can be written out.
    pub fn knows_its_months(&self) -> bool {
        self.months.len() == 12
    }

    /// "23 Novambra 2026", in digits that the caller writes.
    pub fn day(&self, day: Date, digits: impl Fn(i64) -> String) -> String {
        let month = self.months.get(usize::from(u8::from(day.month())) - 1).copied().unwrap_or_default();
        fill(self.day, |field| match field {
            "d" => Some(digits(day.day().into())),
            "dd" => Some(padded(day.day(), &digits)),
            "MMMM" => Some(month.to_owned()),
            "y" => Some(digits(day.year().into())),
            _ => None,
        })
    }

    /// A day that is written out, and the time of it.
    pub fn moment(&self, day: &str, time: Time, digits: impl Fn(i64) -> String) -> String {
        let time = fill(self.time, |field| match field {
            "H" => Some(digits(time.hour().into())),
            "HH" => Some(padded(time.hour(), &digits)),
            "mm" => Some(padded(time.minute(), &digits)),
            _ => None,
        });
        fill(self.moment, |field| match field {
            "{0}" => Some(time.clone()),
            "{1}" => Some(day.to_owned()),
            _ => None,
        })
    }

    pub fn list(&self, items: &[String]) -> String {
        let [start, middle, end, two] = self.between;
        let mut text = String::new();
        for (at, item) in items.iter().enumerate() {
            text.push_str(match (at, items.len()) {
                (0, _) => "",
                (1, 2) => two,
                (at, all) if at + 1 == all => end,
                (1, _) => start,
                _ => middle,
            });
            text.push_str(item);
        }
        text
    }
}

fn padded(number: u8, digits: impl Fn(i64) -> String) -> String {
    let zero = if number < 10 { digits(0) } else { String::new() };
    zero + &digits(number.into())
}

/// Puts fields into a pattern: runs of one letter, or a number in braces. What is in quotes, and what is no field, stands as it is.
fn fill(pattern: &str, field: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    for (at, part) in pattern.split('\'').enumerate() {
        if at % 2 == 1 {
            filled.push_str(part);
            continue;
        }
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '{' => rest.find('}').map_or(rest.len(), |end| end + 1),
                _ => rest.find(|c| c != first).unwrap_or(rest.len()),
            };
            let (run, after) = rest.split_at(length);
            filled.push_str(&field(run).unwrap_or_else(|| run.to_owned()));
            rest = after;
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use time::macros::{date, time};

    use super::*;
    use crate::i18n::tests::locale;

    #[test]
    fn every_row_is_read_and_has_a_model_for_its_numbers() {
        assert_eq!(WRITINGS.len(), TABLE.lines().count() - 1);
        assert!(WRITINGS.values().filter(|writing| writing.knows_its_months()).count() > 100);
    }

    #[test]
    fn a_pattern_keeps_what_is_quoted() {
        let digits = |number: i64| number.to_string();
        let day = |tag| writing(&locale(tag)).expect("a row").day(date!(2026 - 11 - 03), digits);
        assert_eq!(day("os"), "3 ноябры, 2026\u{202f}аз");
        assert_eq!(day("mg-MG"), "3 Novambra 2026");
        let os = writing(&locale("os")).expect("a row");
        assert_eq!(os.moment("3 ноябры, 2026\u{202f}аз", time!(7:05), digits), "3 ноябры, 2026\u{202f}аз, 07:05");
    }

    #[test]
    fn a_language_that_icu_knows_has_no_row() {
        for tag in ["en", "fr", "es", "ar", "sw", "sr-Latn", "ff-Adlm", "zh-Hant", "wo"] {
            assert!(writing(&locale(tag)).is_none(), "{tag}");
        }
    }

    #[test]
    fn two_and_three_are_joined_each_in_their_way() {
        let items = ["A", "B", "C", "D"].map(str::to_owned);
        let os = writing(&locale("os")).expect("a row");
        assert_eq!(os.list(&items), "A, B, C ӕмӕ D");
        assert_eq!(os.list(&items[..2]), "A ӕмӕ B");
        assert_eq!(os.list(&items[..1]), "A");
        assert_eq!(os.list(&[]), "");
    }
}
