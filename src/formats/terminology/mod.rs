//! Glossaries of other tools, and ours for them.

pub mod csv;
pub mod tbx;
#[cfg(test)]
mod tests;

use super::exchange::{FAULTS, Fault, FaultCode, UNITS};
use crate::i18n::Locale;

/// No glossary has more terms, in all its languages.
const TERMS: usize = 4 * UNITS;

/// What a file says, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terminology {
    pub concepts: Vec<Concept>,
    pub faults: Vec<Fault>,
    /// How many terms were read.
    count: usize,
}

/// One thing, and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Where a file begins to speak of it.
    pub line: usize,
    pub definition: String,
    /// Of all languages; never none.
    pub terms: Vec<Term>,
}

/// What a thing is called in a language, or must not be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where a file says it.
    pub line: usize,
    pub locale: Locale,
    pub text: String,
    pub status: TermStatus,
    pub note: String,
}

/// How good a term is (ISO 12620, administrative status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermStatus {
    Preferred,
    Admitted,
    Deprecated,
    Superseded,
}

impl TermStatus {
    pub const ALL: [Self; 4] = [Self::Preferred, Self::Admitted, Self::Deprecated, Self::Superseded];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
        }
    }

    /// Whether translations must not use the term.
    #[must_use]
    pub const fn is_forbidden(self) -> bool {
        matches!(self, Self::Deprecated | Self::Superseded)
    }

    /// The status that a word stands for: ours, those of TBX in its editions, and those of Weblate.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let word = word.strip_suffix("-admn-sts").unwrap_or(&word);
        match word.strip_suffix("term").unwrap_or(word) {
            "preferred" => Some(Self::Preferred),
            "admitted" => Some(Self::Admitted),
            "deprecated" | "forbidden" => Some(Self::Deprecated),
            "superseded" | "obsolete" => Some(Self::Superseded),
            _ => None,
        }
    }
}

impl Terminology {
    fn refuse(&mut self, fault: Fault) {
        if self.faults.len() < FAULTS {
            self.faults.push(fault);
        }
    }

    /// Reads a term. The fault within is of the term alone.
    fn term(&mut self, said: &Said<'_>) -> Result<Result<Term, Fault>, Fault> {
        if self.count == TERMS {
            return Err(Fault::new(FaultCode::TooManyUnits).with("most", TERMS));
        }
        self.count += 1;
        Ok(said.term())
    }

    /// Adds a concept. One without terms is a fault, unless its terms were.
    fn add(&mut self, concept: Concept, is_excused: bool) -> Result<(), Fault> {
        if concept.terms.is_empty() {
            if !is_excused {
                self.refuse(Fault::new(FaultCode::NoTerm).at_line(concept.line));
            }
            return Ok(());
        }
        if self.concepts.len() == UNITS {
            return Err(Fault::new(FaultCode::TooManyUnits).with("most", UNITS));
        }
        self.concepts.push(concept);
        Ok(())
    }
}

/// A term as a file says it.
struct Said<'a> {
    line: usize,
    language: &'a str,
    text: &'a str,
    /// Empty where nothing is said.
    status: &'a str,
    note: &'a str,
}

impl Said<'_> {
    fn term(&self) -> Result<Term, Fault> {
        let fault = |code: FaultCode| Fault::new(code).at_line(self.line);
        let tag = self.language.trim().replace('_', "-");
        let locale = Locale::parse(&tag).map_err(|_| fault(FaultCode::NotALanguage).with("found", self.language))?;
        let status =
            if self.status.trim().is_empty() { Some(TermStatus::Admitted) } else { TermStatus::parse(self.status) };
        let status = status.ok_or_else(|| fault(FaultCode::UnknownStatus).with("found", self.status))?;
        let text = self.text.trim();
        if text.is_empty() {
            return Err(fault(FaultCode::NoTerm));
        }
        Ok(Term { line: self.line, locale, text: text.to_owned(), status, note: self.note.trim().to_owned() })
    }
}
