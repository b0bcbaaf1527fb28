//! Names that nobody may translate away, misspell or imitate.

use std::collections::{BTreeSet, HashMap, HashSet};

use unicode_script::{Script, UnicodeScript as _};
use unicode_security::confusable_detection::skeleton;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Rule;
use super::finding::{Report, Span, quoted};
use super::reading::{HOLE, Reading};
use crate::i18n::Args;

/// The College's own names: terms that a translation must use, and how the names are written.
#[derive(Clone, Debug, Default)]
pub struct ProtectedNames {
    terms: BTreeSet<String>,
    /// By the skeleton of the first word.
    names: HashMap<String, Vec<Name>>,
    texts: Vec<String>,
}

#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    skeletons: Vec<String>,
}

impl ProtectedNames {
    /// Terms by id (`-college-name`), and names as they are written in the languages that matter here.
    pub fn new(terms: impl IntoIterator<Item = String>, texts: impl IntoIterator<Item = String>) -> Self {
        let mut protected = Self { terms: terms.into_iter().collect(), ..Self::default() };
        for text in texts {
            let words: Vec<String> = text.unicode_words().map(str::to_owned).collect();
            let skeletons: Vec<String> = words.iter().map(|word| skeleton(word).collect()).collect();
            let Some(first) = skeletons.first().cloned() else { continue };
            protected.names.entry(first).or_default().push(Name { words, skeletons });
            protected.texts.push(text);
        }
        protected
    }

    pub(super) fn has_term(&self, id: &str) -> bool {
        self.terms.contains(id)
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str)
    }
}

/// Finds what only looks like a protected name (UTS 39, 4: the skeletons are the same, the letters are not), and words that mix
/// scripts which are easily taken for each other (5.2: Cyrillic or Greek beside any other).
pub(super) fn check(reading: &Reading, names: &ProtectedNames, report: &mut Report) {
    let words: Vec<(usize, &str)> = reading.text.unicode_word_indices().collect();
    let skeletons: Vec<String> = if names.names.is_empty() {
        Vec::new()
    } else {
        words.iter().map(|(_, word)| skeleton(word).collect()).collect()
    };
    let mut imitated: Vec<Span> = Vec::new();
    for index in 0..skeletons.len() {
        let Some(span) = imitation(reading, names, words.get(index..), skeletons.get(index..)) else { continue };
        let args =
            Args::new().set("kind", "name").set("text", quoted(reading.text.get(span.clone()).unwrap_or_default()));
        report.add(Rule::Confusable, reading.span(span.clone()), args);
        imitated.push(span);
    }
    // Endings of one script follow names in another after an apostrophe.
    let stems = words.iter().flat_map(|&(at, word)| {
        word.split(['\'', '’', 'ʼ']).map(move |stem| (at + stem.as_ptr().addr() - word.as_ptr().addr(), stem))
    });
    for (at, word) in stems {
        let span = at..at + word.len();
        if is_mixed(word) && !imitated.iter().any(|other| other.start <= span.start && span.end <= other.end) {
            let args = Args::new().set("kind", "scripts").set("text", quoted(word));
            report.warn(Rule::Confusable, reading.span(span), args);
        }
    }
}

/// The place of a text that begins here and looks like a name.
fn imitation(
    reading: &Reading,
    names: &ProtectedNames,
    words: Option<&[(usize, &str)]>,
    skeletons: Option<&[String]>,
) -> Option<Span> {
    let (words, skeletons) = (words?, skeletons?);
    names.names.get(skeletons.first()?)?.iter().find_map(|name| {
        let found = words.get(..name.words.len())?;
        let is_other = found.iter().zip(&name.words).any(|((_, word), own)| word != own);
        let (begin, _) = found.first()?;
        let (last, word) = found.last()?;
        let span = *begin..last + word.len();
        let is_whole = !reading.text.get(span.clone())?.contains(HOLE);
        (skeletons.starts_with(&name.skeletons) && is_other && is_whole).then_some(span)
    })
}

/// Greek letters stand beside Latin ones as signs of science (kΩ); only those that can be taken for Latin count.
fn is_mixed(word: &str) -> bool {
    let scripts: HashSet<Script> = word.chars().map(|c| c.script()).filter(|script| is_letters(*script)).collect();
    if scripts.len() < 2 {
        return false;
    }
    scripts.contains(&Script::Cyrillic) || word.chars().any(|c| c.script() == Script::Greek && looks_latin(c))
}

fn is_letters(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn looks_latin(c: char) -> bool {
    skeleton(c.encode_utf8(&mut [0; 4])).next().is_some_and(|like| like.script() == Script::Latin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::tests::{found, listed};

    #[test]
    fn an_imitation_is_told_from_the_name_and_from_other_words() {
        let names = ProtectedNames::new([], ["Virtual College".to_owned(), "CITES".to_owned()]);
        for (text, expected) in [
            ("Bienvenue au Vіrtual Cоllege", "char.confusable!"),
            ("Bienvenue au Virtual College", ""),
            ("le virtual college, le Collège virtuel", ""),
            ("ClTES", "char.confusable!"),
            ("Lа CITES", "char.confusable"),
            ("ce college", ""),
            ("Virtual\u{FFFC}College", ""),
            // Cyrillic, and nothing else.
            ("Свободный", ""),
            ("API를 및 Flash-плеер", ""),
            ("PDFка", "char.confusable"),
            ("Ruffle’ны, Player'а", ""),
            ("مетا", "char.confusable"),
            ("5 kΩ, 3 µm", ""),
            ("Tοtal", "char.confusable"),
            ("日本語のWindowsで", ""),
        ] {
            let found = found(|report| check(&Reading::plain(text), &names, report));
            assert_eq!(listed(&found), expected, "{text}");
        }
    }
}
