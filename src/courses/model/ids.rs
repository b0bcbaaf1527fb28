//! Names of things in a course. They never change their meaning and are never reused: progress, attempts and translations hang on them.

use std::borrow::Borrow;
use std::fmt;

use icu_locale::LanguageIdentifier;
use serde::{Deserialize, Serialize};
use time::macros::format_description;
use time::{Date, format_description::BorrowedFormatItem};

/// The text does not have the form of what it should name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;

const LONGEST_ID: usize = 64;

/// Lower-case words of ASCII letters and digits, joined by single hyphens.
fn is_id(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.len() <= LONGEST_ID && text.split('-').all(is_word)
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident if $holds:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// # Errors
            /// When the text does not have this form.
            pub fn parse(text: &str) -> Result<Self, Malformed> {
                let holds: fn(&str) -> bool = $holds;
                if holds(text) { Ok(Self(text.to_owned())) } else { Err(Malformed) }
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Malformed;

            fn try_from(text: String) -> Result<Self, Malformed> {
                Self::parse(&text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

names! {
    /// The course, in addresses and as the name of its folder.
    Slug if is_id;
    ModuleId if is_id;
    ActivityId if is_id;
    QuestionId if is_id;
    OutcomeId if is_id;
    /// A text of the Convention that lessons cite.
    TextId if is_id;
    PoolId if is_id;
    /// A gap in a cloze.
    GapId if is_id;
    /// Anything that a question lets one choose, order, pair or sort.
    ChoiceId if is_id;
    /// The file name of a picture: an id and its ending.
    MediaName if is_media_name;
    /// A BCP 47 tag in its usual spelling: `pt-BR`, not `pt-br`.
    Language if is_language;
}

fn is_media_name(text: &str) -> bool {
    text.split_once('.').is_some_and(|(stem, ending)| is_id(stem) && is_id(ending))
}

impl MediaName {
    /// The name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(stem, _)| stem)
    }

    #[must_use]
    pub fn ending(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, ending)| ending)
    }
}

fn is_language(text: &str) -> bool {
    LanguageIdentifier::try_from_str(text)
        .is_ok_and(|tag| !tag.language.is_unknown() && tag.language.as_str().len() <= 3 && tag.to_string() == text)
}

const ISO_DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A calendar day, as `2028-11-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// # Errors
    /// When the text is not a day of the calendar in this form.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Date::parse(text, ISO_DAY).map(Self).map_err(|_| Malformed)
    }

    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.format(ISO_DAY).map_err(|_| fmt::Error)?)
    }
}

impl TryFrom<String> for Day {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_words_joined_by_hyphens() {
        let longest = "a".repeat(64);
        for id in ["a", "export-permit", "conf-12-3", "2024-update", longest.as_str()] {
            assert!(ActivityId::parse(id).is_ok(), "{id}");
        }
        let too_long = "a".repeat(65);
        for id in ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "é", "a/b", "..", too_long.as_str()] {
            assert_eq!(ActivityId::parse(id), Err(Malformed), "{id}");
        }
    }

    #[test]
    fn a_language_is_a_tag_in_its_usual_spelling() {
        for tag in ["en", "pt-BR", "zh-Hant", "sr-Latn-RS", "es-419"] {
            assert!(Language::parse(tag).is_ok(), "{tag}");
        }
        for tag in ["", "EN", "pt-br", "pt_BR", "und", "english-text", "e", "media", "en-u-nu-latn"] {
            assert_eq!(Language::parse(tag), Err(Malformed), "{tag}");
        }
    }

    #[test]
    fn a_day_and_a_picture_read_back() {
        let day: Result<Day, _> = serde_json::from_str("\"2028-02-29\"");
        assert_eq!(day.map(|d| d.to_string()).ok().as_deref(), Some("2028-02-29"));
        assert_eq!(Day::parse("2027-02-29"), Err(Malformed));
        assert_eq!(MediaName::parse("a-b.svg").map(|n| n.stem().to_owned()), Ok("a-b".to_owned()));
        assert_eq!(MediaName::parse("../x.svg"), Err(Malformed));
        assert_eq!(MediaName::parse("a.tar.gz"), Err(Malformed));
    }
}
