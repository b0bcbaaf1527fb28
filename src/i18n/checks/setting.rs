//! What is known when a text is checked, besides the text.

use std::collections::{BTreeMap, HashMap};

use super::fluent::Catalogue;
use super::glossary::Glossary;
use super::protected::ProtectedNames;
use crate::i18n::Locale;

/// What is the same for all texts of a language.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub locale: &'a Locale,
    /// The language of the original.
    pub source: &'a Locale,
    /// What a message may refer to.
    pub catalogue: &'a Catalogue,
    pub knowledge: &'a Knowledge,
}

/// What people have agreed on for a language.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    pub names: ProtectedNames,
    pub glossary: Glossary,
    /// Addresses that are others in this language, by the address in the source.
    pub links: BTreeMap<String, String>,
    pub elsewhere: Elsewhere,
}

/// A text in the language that it is translated from.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    pub text: &'a str,
    pub flags: Flags,
}

/// What whoever wrote a text asks of its translations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// In characters as people count them (UAX 29, "grapheme clusters").
    pub max_length: Option<usize>,
    /// It stands in one line: a title, a choice.
    pub one_line: bool,
}

impl Flags {
    /// Reads the comment of a message: `# maxlen: 40`.
    #[must_use]
    pub fn parse(comment: &str) -> Self {
        let max_length = comment.lines().find_map(|line| {
            let line = line.trim_start_matches(['#', ' ']).to_ascii_lowercase();
            let value = line.strip_prefix("maxlen").or_else(|| line.strip_prefix("max-length"))?;
            value.trim_start_matches([' ', ':', '=']).split_whitespace().next()?.parse().ok()
        });
        Self { max_length, one_line: false }
    }
}

/// How the same words are translated elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere(HashMap<String, BTreeMap<String, usize>>);

impl Elsewhere {
    /// From texts and their translations.
    pub fn new<'t>(pairs: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut known = Self::default();
        for (source, translation) in pairs {
            let translations = known.0.entry(key(source)).or_default();
            *translations.entry(key(translation)).or_default() += 1;
        }
        known
    }

    /// The usual translation, where it is another than this one.
    pub(super) fn other_than(&self, source: &str, translation: &str) -> Option<&str> {
        let translations = self.0.get(&key(source))?;
        let own = key(translation);
        let count = translations.get(&own).copied().unwrap_or_default();
        let (usual, most) = translations.iter().filter(|(text, _)| **text != own).max_by_key(|(_, count)| **count)?;
        (*most > count || count == 0).then_some(usual)
    }
}

fn key(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_may_limit_the_length() {
        for (comment, expected) in [
            ("# Shown on a button.\n# maxlen: 40", Some(40)),
            ("# MAXLEN=12 characters", Some(12)),
            ("max-length: 7", Some(7)),
            ("# The maxlen: 40 of old", None),
            ("# maxlen: many", None),
            ("", None),
        ] {
            assert_eq!(Flags::parse(comment).max_length, expected, "{comment}");
        }
    }

    #[test]
    fn the_usual_translation_is_the_most_frequent_other_one() {
        let known = Elsewhere::new([("Open", "Ouvrir"), ("Open", "Ouvrir"), ("Open", "Ouvert"), ("Save", "Garder")]);
        assert_eq!(known.other_than("Open", "Ouvert"), Some("Ouvrir"));
        assert_eq!(known.other_than("Open", "Ouvrir"), None);
        assert_eq!(known.other_than("Open  ", "Ouverte"), Some("Ouvrir"));
        assert_eq!(known.other_than("Save", "Garder"), None);
        assert_eq!(known.other_than("Close", "Fermer"), None);
    }
}
