//! Which names a course declares, and whether others refer to them rightly.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::Code;
use super::node::Node;
use super::report::{number, text};

/// The names of one kind, with the lines that declare them. A name that is malformed or whose thing is broken is declared all the
/// same, so that one mistake does not make others.
#[derive(Debug)]
pub(super) struct Ids {
    /// What is named, for messages: `activity`, `outcome` …
    kind: &'static str,
    lines: BTreeMap<String, usize>,
}

impl Ids {
    pub const fn new(kind: &'static str) -> Self {
        Self { kind, lines: BTreeMap::new() }
    }

    pub fn knows(&self, name: &str) -> bool {
        self.lines.contains_key(name)
    }

    /// A new name. `None` when it is malformed or there already.
    pub fn declare<T: TryFrom<String>>(&mut self, node: Node<'_>) -> Option<T> {
        let word = node.word()?;
        self.declare_word(node, word)
    }

    /// A new name that is the key of a table.
    pub fn declare_word<T: TryFrom<String>>(&mut self, node: Node<'_>, word: &str) -> Option<T> {
        if let Some(first) = self.lines.get(word) {
            node.fault(Code::IdDuplicate, [text(word), number(*first)]);
            return None;
        }
        self.lines.insert(word.to_owned(), node.line);
        parse(node, word)
    }

    /// A name declared elsewhere.
    pub fn refer<T: TryFrom<String>>(&self, node: Node<'_>) -> Option<T> {
        self.refer_word(node, node.word()?)
    }

    pub fn refer_word<T: TryFrom<String>>(&self, node: Node<'_>, word: &str) -> Option<T> {
        if !self.knows(word) {
            node.fault(Code::ReferenceUnknown, [text(self.kind), text(word)]);
            return None;
        }
        T::try_from(word.to_owned()).ok()
    }

    /// At least one name declared elsewhere, each once.
    pub fn refer_some<T: TryFrom<String>>(&self, list: Node<'_>) -> Vec<T> {
        if list.is_list() && list.items().next().is_none() {
            list.fault(Code::TooFew, [text(list.name), number(1)]);
        }
        self.refer_all(list)
    }

    /// Several names declared elsewhere, each once.
    pub fn refer_all<T: TryFrom<String>>(&self, list: Node<'_>) -> Vec<T> {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        for node in list.items() {
            let Some(word) = node.word() else { continue };
            if seen.insert(word) {
                names.extend(self.refer_word(node, word));
            } else {
                node.fault(Code::ValueDuplicate, [text(list.name), text(word)]);
            }
        }
        names
    }
}

/// A name that is declared nowhere in this course, as a prerequisite.
pub(super) fn parse<T: TryFrom<String>>(node: Node<'_>, word: &str) -> Option<T> {
    let id = T::try_from(word.to_owned()).ok();
    if id.is_none() {
        node.fault(Code::IdMalformed, [text(word)]);
    }
    id
}

/// A list of such names, each once.
pub(super) fn parse_all<T: TryFrom<String> + PartialEq>(list: Node<'_>) -> Vec<T> {
    let mut names = Vec::new();
    for node in list.items() {
        let Some(word) = node.word() else { continue };
        match parse(node, word) {
            Some(name) if names.contains(&name) => node.fault(Code::ValueDuplicate, [text(list.name), text(word)]),
            name => names.extend(name),
        }
    }
    names
}
