//! What a check found, in the order in which an author would go through it.

use std::cell::RefCell;
use std::fmt::Display;

use super::codes::Code;
use super::limits;
use crate::courses::model::Compiled;
use crate::i18n::Args;

/// The outcome of a check: all mistakes, or else the course.
#[derive(Debug)]
pub struct Report {
    /// By file, then by line.
    pub mistakes: Vec<Mistake>,
    /// There whenever there is no mistake.
    pub course: Option<Compiled>,
}

impl Report {
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.mistakes.is_empty()
    }
}

/// One mistake and where it is. Its message is made elsewhere, in the reader's language, from code and arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The path within the course folder; empty when the whole package is meant.
    pub file: String,
    /// From 1.
    pub line: usize,
    pub code: Code,
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Mistake {
    /// What the message is told.
    #[must_use]
    pub fn args(&self) -> Args {
        self.arguments.iter().fold(Args::new(), |args, (name, value)| match value {
            Argument::Text(text) => args.set(name, text.as_str()),
            Argument::Number(number) => args.set(name, *number),
        })
    }
}

/// A value for a message. A number is formatted as the reader's language does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    Text(String),
    Number(i64),
}

/// A text argument.
pub(super) fn text(value: impl Display) -> Argument {
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(limits::ARGUMENT_CHARACTERS) {
        text.truncate(end);
        text.push('…');
    }
    Argument::Text(text)
}

/// A number argument.
pub(super) fn number(value: impl TryInto<i64>) -> Argument {
    Argument::Number(value.try_into().unwrap_or(i64::MAX))
}

/// Collects mistakes from all who read.
#[derive(Debug, Default)]
pub(super) struct Log(RefCell<Vec<Mistake>>);

impl Log {
    /// Notes a mistake; the values are in the order of [`Code::arguments`].
    pub fn add<const N: usize>(&self, file: &str, line: usize, code: Code, values: [Argument; N]) {
        debug_assert_eq!(code.arguments().len(), N, "{}", code.as_str());
        let arguments = code.arguments().iter().copied().zip(values).collect();
        let mut mistakes = self.0.borrow_mut();
        if mistakes.len() < limits::MISTAKES {
            mistakes.push(Mistake { file: file.to_owned(), line, code, arguments });
        }
    }

    pub fn is_clean(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// All mistakes in order; one more that says so when there were too many to keep.
    pub fn into_mistakes(self) -> Vec<Mistake> {
        let mut mistakes = self.0.into_inner();
        let full = mistakes.len() >= limits::MISTAKES;
        mistakes.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
        mistakes.dedup();
        if full {
            let arguments = vec![("limit", number(limits::MISTAKES))];
            mistakes.push(Mistake { file: String::new(), line: 1, code: Code::TooManyMistakes, arguments });
        }
        mistakes
    }
}
