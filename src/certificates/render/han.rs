//! Which national form of the Han characters a text wants. Unicode gives one code to what five typographies draw apart.

use unic_langid::{LanguageIdentifier, subtags};
use unicode_script::{Script, UnicodeScript};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Han {
    Simplified,
    Traditional,
    HongKong,
    Japanese,
    Korean,
}

impl Han {
    /// The end of the family's name in Noto CJK.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Simplified => "SC",
            Self::Traditional => "TC",
            Self::HongKong => "HK",
            Self::Japanese => "JP",
            Self::Korean => "KR",
        }
    }

    /// What the text itself shows comes first, then the languages in the order given.
    pub fn of(text: &str, languages: &[&LanguageIdentifier]) -> Self {
        text.chars()
            .find_map(|c| match c.script() {
                Script::Hiragana | Script::Katakana => Some(Self::Japanese),
                Script::Hangul => Some(Self::Korean),
                Script::Bopomofo => Some(Self::Traditional),
                _ => None,
            })
            .or_else(|| languages.iter().find_map(|language| Self::of_language(language)))
            .unwrap_or(Self::Simplified)
    }

    fn of_language(language: &LanguageIdentifier) -> Option<Self> {
        let script = language.script.as_ref().map(subtags::Script::as_str);
        let region = language.region.as_ref().map(subtags::Region::as_str);
        match (language.language.as_str(), script, region) {
            ("ja", _, _) => Some(Self::Japanese),
            ("ko", _, _) => Some(Self::Korean),
            ("zh" | "yue", Some("Hans"), _) => Some(Self::Simplified),
            ("zh", _, Some("HK" | "MO")) | ("yue", _, _) => Some(Self::HongKong),
            ("zh", Some("Hant"), _) | ("zh", _, Some("TW")) => Some(Self::Traditional),
            ("zh", _, _) => Some(Self::Simplified),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Han;

    #[test]
    fn the_text_is_asked_before_the_language_and_the_language_before_the_default() {
        for (text, language, form) in [
            ("田中", "ja", Han::Japanese),
            ("田中", "zh", Han::Simplified),
            ("田中", "zh-Hans-HK", Han::Simplified),
            ("田中", "zh-Hant", Han::Traditional),
            ("田中", "zh-TW", Han::Traditional),
            ("田中", "zh-HK", Han::HongKong),
            ("田中", "ko", Han::Korean),
            ("田中", "en", Han::Simplified),
            ("田中さくら", "zh", Han::Japanese),
            ("金민수", "zh", Han::Korean),
        ] {
            let language = language.parse().expect("a tag");
            assert_eq!(Han::of(text, &[&language]), form, "{text} in {language}");
        }
    }
}
