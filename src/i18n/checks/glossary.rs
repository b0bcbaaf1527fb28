//! Words that a field has agreed on, and words that it does not want.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation as _;

use super::Rule;
use super::characters::has_no_spaces;
use super::finding::{Report, quoted};
use super::style::Sides;
use crate::i18n::{Args, Value};

/// A term of the source language and how it is rendered in one other language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    pub source: String,
    /// Any of these is right; the first is preferred. May be empty, where it is only known what is wrong.
    pub accepted: Vec<String>,
    /// What must not stand for it.
    pub forbidden: Vec<String>,
}

/// So many are looked for in one text.
const MOST_TERMS: usize = 50;

/// The terms of one pair of languages.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    terms: Vec<Entry>,
    by_first_word: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Entry {
    term: Term,
    words: Vec<String>,
}

impl Glossary {
    #[must_use]
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        let mut glossary = Self::default();
        for term in terms {
            let words: Vec<String> = term.source.unicode_words().map(stem).collect();
            let Some(first) = words.first().cloned() else { continue };
            glossary.by_first_word.entry(first).or_default().push(glossary.terms.len());
            glossary.terms.push(Entry { term, words });
        }
        glossary
    }

    /// The terms that a text of the source language uses. Within a longer term a shorter one is not looked for: a "permit"
    /// in "export permit" is that term's affair.
    #[must_use]
    pub fn terms_in(&self, text: &str) -> Vec<&Term> {
        let words: Vec<String> = text.unicode_words().map(stem).collect();
        let mut found: Vec<&Term> = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let longest = self.longest_at(rest);
            at += longest.map_or(1, |entry| entry.words.len());
            if let Some(entry) = longest.filter(|entry| !found.contains(&&entry.term)) {
                found.push(&entry.term);
            }
        }
        found
    }

    fn longest_at(&self, words: &[String]) -> Option<&Entry> {
        let candidates = words.first().and_then(|first| self.by_first_word.get(first))?;
        let entries = candidates.iter().filter_map(|index| self.terms.get(*index));
        entries.filter(|entry| words.starts_with(&entry.words)).max_by_key(|entry| entry.words.len())
    }

    pub(super) fn check(&self, sides: Sides<'_>, report: &mut Report) {
        let Some(source) = sides.source.first().filter(|_| !self.terms.is_empty()) else { return };
        let given: Vec<Words> = sides.given.iter().map(|reading| Words::of(&reading.text)).collect();
        for term in self.terms_in(&source.text).into_iter().take(MOST_TERMS) {
            let told = || {
                let accepted = Value::List(term.accepted.iter().map(|text| quoted(text)).collect());
                Args::new().set("term", quoted(&term.source)).set("accepted", accepted)
            };
            let unwanted = term.forbidden.iter().find(|text| given.iter().any(|words| words.has(text, is_same)));
            if let Some(unwanted) = unwanted {
                let kind = if term.accepted.is_empty() { "forbidden-only" } else { "forbidden" };
                report.add(Rule::Glossary, None, told().set("kind", kind).set("found", quoted(unwanted)));
            } else if !term.accepted.is_empty()
                && !term.accepted.iter().any(|text| given.iter().any(|words| words.has(text, is_form_of)))
            {
                report.add(Rule::Glossary, None, told().set("kind", "missing").set("found", ""));
            }
        }
    }
}

/// A word of English without the ending of the plural, and a word of another language the same.
fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let ending = [("ies", "y"), ("ses", "s"), ("s", "")].into_iter().find(|(ending, _)| word.ends_with(ending));
    match ending {
        Some((ending, singular)) if word.len() > ending.len() + 2 && !word.ends_with("ss") => {
            word.strip_suffix(ending).unwrap_or(&word).to_owned() + singular
        }
        _ => word,
    }
}

/// A text in pieces to look for terms.
struct Words {
    text: String,
    words: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let words = text.unicode_words().map(str::to_owned).collect();
        Self { text, words }
    }

    /// Whether a term is there: word by word; as it stands, where words are not set apart.
    fn has(&self, term: &str, matches: fn(&str, &str) -> bool) -> bool {
        let term = Self::of(term);
        if term.text.chars().any(has_no_spaces) {
            return self.text.contains(term.text.trim());
        }
        !term.words.is_empty()
            && self
                .words
                .windows(term.words.len())
                .any(|window| window.iter().zip(&term.words).all(|(found, expected)| matches(found, expected)))
    }
}

fn is_same(found: &str, expected: &str) -> bool {
    found == expected
}

/// The same word with another ending: what the two have in common is most of the shorter one.
fn is_form_of(found: &str, expected: &str) -> bool {
    let common = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
    let shorter = found.chars().count().min(expected.chars().count());
    common >= shorter.saturating_sub(3).max(shorter.min(3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::reading::Reading;
    use crate::i18n::checks::tests::{found, listed};

    fn term(source: &str, accepted: &[&str], forbidden: &[&str]) -> Term {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Term { source: source.to_owned(), accepted: owned(accepted), forbidden: owned(forbidden) }
    }

    fn rules(terms: Vec<Term>, source: &str, text: &str) -> String {
        let (given, source) = ([Reading::plain(text)], [Reading::plain(source)]);
        listed(&found(|report| Glossary::new(terms).check(Sides { given: &given, source: &source }, report)))
    }

    #[test]
    fn a_term_may_be_inflected_but_not_replaced() {
        let french = || {
            vec![
                term("specimen", &["spécimen"], &["échantillon"]),
                term("permit", &["permis"], &[]),
                term("export permit", &["permis d’exportation"], &[]),
                term("Party", &[], &["pays membre"]),
            ]
        };
        for (source, text, expected) in [
            ("Living specimens", "Des spécimens vivants", ""),
            ("Living specimens", "Des individus vivants", "warn.glossary"),
            ("Living specimens", "Des spécimens, pas des échantillon", "warn.glossary"),
            ("Special offers", "Offres spéciales", ""),
            ("An export permit", "Un permis d’exportation", ""),
            ("An export permit", "Un permis d’export", ""),
            ("An export permit", "Un permis", "warn.glossary"),
            ("Each Party", "Chaque pays membre", "warn.glossary"),
            ("Each Party", "Chaque Partie", ""),
        ] {
            assert_eq!(rules(french(), source, text), expected, "{text}");
        }
        let russian = || vec![term("certificate", &["сертификат"], &[])];
        assert_eq!(rules(russian(), "Your certificates", "Номер вашего сертификата"), "");
        let chinese = || vec![term("permit", &["许可证"], &["执照"])];
        assert_eq!(rules(chinese(), "A permit is needed", "需要许可证"), "");
        assert_eq!(rules(chinese(), "A permit is needed", "需要执照"), "warn.glossary");
        assert_eq!(rules(chinese(), "Come in", "执照"), "");
    }
}
