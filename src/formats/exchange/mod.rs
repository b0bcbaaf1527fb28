//! The neutral document that all formats write and read, and what can be wrong with one that comes back.

mod fault;
mod intake;
#[cfg(test)]
pub(super) mod tests;

pub use self::fault::{Fault, FaultCode, Place};
pub use self::intake::Received;
pub(super) use self::intake::{Arrival, Intake, compare_heads, text_of};
use crate::i18n::Locale;

/// No file is larger.
pub const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Elements within each other.
pub const DEPTH: usize = 64;
/// No file has more units: so many as the largest catalogue, and room.
pub const UNITS: usize = 50_000;
/// After so many faults nothing more is listed: the file is another one than it seems.
pub const FAULTS: usize = 500;
/// A catalogue on its way from one language to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `interface/<file>` or `course/<slug>`.
    pub catalogue: String,
    pub source_locale: Locale,
    pub target_locale: Locale,
    pub units: Vec<Unit>,
}

/// One text and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The same for ever: `<catalogue>#<key>`.
    pub id: String,
    pub key: String,
    pub kind: UnitKind,
    pub source: String,
    /// Of the revision that was exported: an import refuses what moved.
    pub source_hash: String,
    /// Never an empty text.
    pub target: Option<String>,
    pub state: UnitState,
    /// For whoever translates.
    pub notes: Vec<String>,
    /// In characters as people count them.
    pub max_length: Option<usize>,
}

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// An entry of a Fluent file: id, value and attributes, without its comment.
    Message,
    /// A block of a lesson.
    Markdown,
    /// A cell of a table in a lesson.
    Cell,
    /// Words alone, with `{{gaps}}` perhaps.
    Plain,
    /// A cue of WebVTT.
    Caption,
}

impl UnitKind {
    pub const ALL: [Self; 5] = [Self::Message, Self::Markdown, Self::Cell, Self::Plain, Self::Caption];

    /// The word that files say it by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Markdown => "markdown",
            Self::Cell => "cell",
            Self::Plain => "plain",
            Self::Caption => "caption",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How far a translation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitState {
    Missing,
    Suggested,
    Approved,
    /// Approved once, for a source that has changed since.
    Stale,
}

impl UnitState {
    pub const ALL: [Self; 4] = [Self::Missing, Self::Suggested, Self::Approved, Self::Stale];

    /// The word that files say it by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Suggested => "suggested",
            Self::Approved => "approved",
            Self::Stale => "stale",
        }
    }

    /// The state that a word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}
