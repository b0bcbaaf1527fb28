//! Numbers as people write them, compared exactly.

/// Whole and decimal places that a number may have; together they fit 128 bits with room for a difference.
const WHOLE_PLACES: usize = 17;
const DECIMAL_PLACES: usize = 18;

/// A decimal number, in units of 10⁻¹⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

impl Decimal {
    /// Reads `-1234.5`, `1 234,5`, `+0,25`. The last of the marks, point or comma, is the decimal mark and may occur once; spaces
    /// between the digits do not count, and the digits may be those of another script. `None` when it is not such a number, or too long to be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = plain(text);
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let whole: String = whole.chars().filter(|c| !is_space(*c)).collect();
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let whole = whole.trim_start_matches('0');
        let places = places.trim_end_matches('0');
        let has_digits = digits.bytes().any(|byte| byte.is_ascii_digit());
        if !has_digits || !is_number(whole) || !is_number(places) {
            return None;
        }
        if whole.len() > WHOLE_PLACES || places.len() > DECIMAL_PLACES {
            return None;
        }
        let units: i128 = format!("0{whole}{places:0<DECIMAL_PLACES$}").parse().ok()?;
        Some(Self(if negative { -units } else { units }))
    }

    /// Whether people of two languages would read two numbers: `40,900` is forty thousand and more, or a little more than forty.
    #[must_use]
    pub fn is_ambiguous(text: &str) -> bool {
        let text = plain(text);
        let digits = text.trim_start_matches(['-', '\u{2212}', '+']);
        let is_digit = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        digits.split_once(['.', ',']).is_some_and(|(whole, places)| {
            (1..=3).contains(&whole.len())
                && places.len() == 3
                && !whole.starts_with('0')
                && is_digit(whole)
                && is_digit(places)
        })
    }

    /// The number that a course's author wrote: the shortest decimal that is this float.
    #[must_use]
    pub fn of(number: f64) -> Option<Self> {
        Self::parse(&number.to_string())
    }

    /// The float that is nearest.
    #[must_use]
    pub fn to_float(self) -> f64 {
        self.0 as f64 / 1e18
    }

    /// Whether it lies within a tolerance of another number, both ends included.
    #[must_use]
    pub fn is_within(self, tolerance: Self, of: Self) -> bool {
        self.0.abs_diff(of.0) <= tolerance.0.unsigned_abs()
    }
}

/// The zeros of scripts whose digits stand on keyboards, each before its nine others (Unicode, `Nd`): Arabic, Persian, Devanagari, Bengali,
/// Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian, and those of full width.
const ZEROS: [u32; 17] = [
    0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810,
    0xFF10,
];
const ARABIC_DECIMAL_MARK: char = '\u{66B}';

/// A number in the digits that are calculated with.
fn plain(text: &str) -> String {
    let digit = |c: char| ZEROS.iter().find_map(|zero| char::from_digit(u32::from(c).checked_sub(*zero)?, 10));
    let plain = |c: char| if c == ARABIC_DECIMAL_MARK { ',' } else { digit(c).unwrap_or(c) };
    text.trim().chars().map(plain).collect()
}

/// Spaces with which languages group digits.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, same_as) in [
            ("90", "90.0"),
            ("1 234,50", "1234.5"),
            ("1\u{202F}234,5", "1234.5"),
            ("\u{2212}0,25", "-.25"),
            ("+007", "7"),
            (",5", "0.5"),
            ("5.", "5"),
            ("٩٠٫٥", "90.5"),
            ("۹۰", "90"),
            ("９０", "90"),
            ("१ २३४", "1234"),
        ] {
            assert!(Decimal::parse(text).is_some(), "{text}");
            assert_eq!(Decimal::parse(text), Decimal::parse(same_as), "{text}");
        }
        for wrong in [
            "",
            " ",
            "-",
            ".",
            "abc",
            "1.2.3",
            "1,2,3",
            "1e5",
            "0x10",
            "Ⅲ",
            "--1",
            "123456789012345678",
            "NaN",
            "1.5 5",
        ] {
            assert_eq!(Decimal::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_mark_before_three_digits_may_be_either() {
        for (text, ambiguous) in [
            ("40,900", true),
            ("1.234", true),
            ("\u{2212}999.000", true),
            ("40.9", false),
            ("40.9000", false),
            ("0.125", false),
            ("012.345", false),
            ("1234.567", false),
            ("1 234,567", false),
            (".125", false),
            ("40900", false),
            ("abc.def", false),
        ] {
            assert_eq!(Decimal::is_ambiguous(text), ambiguous, "{text}");
        }
    }

    #[test]
    fn a_tolerance_holds_at_both_ends_exactly() {
        let number = |text| Decimal::parse(text).unwrap();
        for (answer, right) in
            [("0.2", true), ("0.4", true), ("0.3", true), ("0.19999999999", false), ("0.40000001", false)]
        {
            let (tolerance, key) = (Decimal::of(0.1).unwrap(), Decimal::of(0.3).unwrap());
            assert_eq!(number(answer).is_within(tolerance, key), right, "{answer}");
        }
        assert_eq!(Decimal::of(1e300), None);
        assert_eq!(Decimal::of(-2.5), Decimal::parse("-2,5"));
    }
}
