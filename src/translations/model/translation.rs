//! A text for a unit in a locale, and what people say of it.

use diesel::Queryable;

use super::unit::{CatalogueId, Unit, UnitId};
use crate::clock::Timestamp;
use crate::db::Json;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::{id_type, words};

id_type!(
    /// A translation.
    TranslationId
);
id_type!(
    /// A review of a translation.
    ReviewId
);

words!(
    /// What became of a translation.
    #[schema(example = "suggested")]
    TranslationState {
        /// Waits for a reviewer.
        Suggested = "suggested",
        /// A reviewer asks for another wording.
        ChangesRequested = "changes-requested",
        Rejected = "rejected",
        /// The one that may be published.
        Approved = "approved",
        /// Another one was approved in its place.
        Superseded = "superseded",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
    }
);

impl TranslationState {
    /// Whether it still waits for somebody.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Suggested | Self::ChangesRequested)
    }
}

words!(
    /// How a translation came about.
    #[schema(as = TranslationOrigin)]
    Origin {
        Person = "person",
        /// Taken over from a translation of the same text.
        Memory = "memory",
        Machine = "machine",
        /// From a file.
        Import = "import",
        /// From `locales/` or `courses/`.
        Repository = "repository",
    }
);

words!(
    /// What a reviewer says.
    #[schema(as = TranslationVerdict)]
    Verdict {
        Approve = "approve",
        RequestChanges = "request-changes",
        Reject = "reject",
    }
);

words!(
    /// Why a reviewer does not approve.
    #[schema(as = ReviewReason, example = "terminology")]
    Reason {
        WrongMeaning = "wrong-meaning",
        Grammar = "grammar",
        Terminology = "terminology",
        Style = "style",
        /// Variables, links, tags.
        Markup = "markup",
        Untranslated = "untranslated",
        MachineOutput = "machine-output",
        Duplicate = "duplicate",
        Other = "other",
    }
);

words!(
    /// How a unit stands in a locale.
    #[schema(as = UnitStanding, example = "missing")]
    Standing {
        Missing = "missing",
        /// Nothing is approved, and a suggestion waits.
        Suggested = "suggested",
        /// Nothing is approved, and a reviewer asked for another wording.
        ChangesRequested = "changes-requested",
        /// What is approved was made from an earlier source.
        Stale = "stale",
        Approved = "approved",
    }
);

words!(
    /// What somebody looks for in a locale.
    #[schema(as = WorkState, example = "missing")]
    Sought {
        /// Nothing is there.
        Missing = "missing",
        /// A suggestion waits for a reviewer.
        Suggested = "suggested",
        /// Another wording is asked for.
        ChangesRequested = "changes-requested",
        /// What is approved was made from an earlier source.
        Stale = "stale",
        /// What waits is blocked by a check.
        Failing = "failing",
        Approved = "approved",
    }
);

/// A text for a unit in a locale.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Translation {
    pub id: TranslationId,
    pub unit: UnitId,
    pub catalogue: CatalogueId,
    pub locale: Locale,
    /// The source revision that it was made from.
    pub revision: i32,
    pub body: String,
    pub body_folded: String,
    pub state: TranslationState,
    pub origin: Origin,
    pub author: Option<PersonId>,
    /// Whether it is among the first of somebody who is new: reviewed in a queue of their own.
    pub newcomer: bool,
    /// Whether a check found what blocks it.
    pub fails: bool,
    /// What the checks found, as a list.
    pub findings: Json,
    /// Warnings that were set aside, each with its reason.
    pub dismissals: Json,
    pub votes: i32,
    pub created_at: Timestamp,
    pub settled_at: Option<Timestamp>,
    pub row_version: i32,
}

impl Translation {
    /// Whether the meaning of the source changed since.
    #[must_use]
    pub const fn is_stale(&self, unit: &Unit) -> bool {
        self.revision < unit.significant_revision
    }
}

impl Standing {
    /// How a unit stands, from what there is for it in a locale.
    #[must_use]
    pub fn of(unit: &Unit, translations: &[Translation]) -> Self {
        let has = |state| translations.iter().any(|translation| translation.state == state);
        match translations.iter().find(|translation| translation.state == TranslationState::Approved) {
            Some(approved) if approved.is_stale(unit) => Self::Stale,
            Some(_) => Self::Approved,
            None if has(TranslationState::Suggested) => Self::Suggested,
            None if has(TranslationState::ChangesRequested) => Self::ChangesRequested,
            None => Self::Missing,
        }
    }
}

/// What a reviewer said of a translation.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Review {
    pub id: ReviewId,
    pub translation: TranslationId,
    pub reviewer: PersonId,
    pub verdict: Verdict,
    pub reason: Option<Reason>,
    pub remark: String,
    /// The wording that the reviewer approved instead.
    pub edited_body: Option<String>,
    pub at: Timestamp,
}
