//! What is wrong with a policy or a design that somebody sends, each in its place.

use std::collections::BTreeMap;

use crate::courses::model::ContentHash;
use crate::error::FieldProblem;
use crate::i18n::Locale;
use crate::text;

/// What is wrong with a policy that somebody sends.
#[derive(Default)]
pub(super) struct Wrong(pub(super) Vec<FieldProblem>);

impl Wrong {
    pub(super) fn note(&mut self, pointer: impl Into<String>, code: &'static str) {
        self.0.push(FieldProblem::new(pointer, code));
    }

    /// A number between one and another.
    pub(super) fn within(&mut self, pointer: String, number: i64, most: u16) -> Option<u16> {
        let found = u16::try_from(number).ok().filter(|number| (1..=most).contains(number));
        if found.is_none() {
            let problem =
                FieldProblem::new(pointer, "number-out-of-range").with("min", 1).with("most", i64::from(most));
            self.0.push(problem);
        }
        found
    }

    /// A place within one that is named as people like.
    pub(super) fn within_map(pointer: &str, key: &str) -> String {
        format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
    }

    /// A picture, by its hash.
    pub(super) fn picture(&mut self, pointer: String, given: &str) -> Option<ContentHash> {
        let parsed = ContentHash::parse(given).ok();
        if parsed.is_none() {
            self.note(pointer, "picture-not-kept");
        }
        parsed
    }

    /// Texts by language: one at least.
    pub(super) fn texts(
        &mut self,
        pointer: &str,
        given: &BTreeMap<String, String>,
        longest: usize,
    ) -> BTreeMap<Locale, String> {
        if given.is_empty() {
            self.note(pointer, "field-empty");
        }
        let mut checked = BTreeMap::new();
        for (tag, given) in given {
            let pointer = Self::within_map(pointer, tag);
            match (Locale::parse(tag), text::line(given, longest)) {
                (Ok(locale), Ok(text)) => drop(checked.insert(locale, text)),
                (Err(_), _) => self.note(pointer, "language-unknown"),
                (_, Err(fault)) => self.0.push(fault.at(pointer)),
            }
        }
        checked
    }
}
