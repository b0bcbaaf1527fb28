//! What is wrong with a catalogue: said with the rule's name, the file and the message.

use std::fmt;

use super::Locale;

/// The rules that a catalogue must keep. The names are those of the translators' checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Size,
    Depth,
    Junk,
    DuplicateId,
    UnknownFunction,
    BadArgument,
    IdleSelect,
    NestedPlaceable,
    TermParameter,
    NoPluralRule,
    MissingFile,
    ExtraFile,
    MissingId,
    ExtraId,
    MissingPart,
    ExtraPart,
    MissingVariable,
    ExtraVariable,
    Unresolved,
    Broken,
}

impl Rule {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Size => "limit.size",
            Self::Depth => "limit.depth",
            Self::Junk => "syntax.junk",
            Self::DuplicateId => "id.duplicate",
            Self::UnknownFunction => "func.unknown",
            Self::BadArgument => "func.argument",
            Self::IdleSelect => "select.literal",
            Self::NestedPlaceable => "syntax.nested-placeable",
            Self::TermParameter => "term.parameter",
            Self::NoPluralRule => "plural.no-rule",
            Self::MissingFile => "file.missing",
            Self::ExtraFile => "file.extra",
            Self::MissingId => "id.missing",
            Self::ExtraId => "id.unknown",
            Self::MissingPart => "parts.missing",
            Self::ExtraPart => "parts.extra",
            Self::MissingVariable => "var.missing",
            Self::ExtraVariable => "var.extra",
            Self::Unresolved => "ref.unresolved",
            Self::Broken => "build.failed",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Finding {
    pub rule: Rule,
    pub locale: Locale,
    pub file: String,
    /// The message or `-term`, where the rule is about one.
    pub id: Option<String>,
    pub detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}: {}", self.locale, self.file, self.rule.name())?;
        if let Some(id) = &self.id {
            write!(out, ": {id}")?;
        }
        write!(out, ": {}", self.detail)
    }
}
