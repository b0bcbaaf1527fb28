//! A language of the College, and who translates into it.

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::db::Json;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::words;

/// The version of the terms on which contributions are taken.
pub const CONTRIBUTION_TERMS: &str = "2026-11";

words!(
    /// How far a locale has come.
    #[schema(example = "seeding")]
    LocaleState {
        /// Somebody asked for it.
        Proposed = "proposed",
        Refused = "refused",
        /// Being translated; nothing of it is served.
        Seeding = "seeding",
        /// Served to whoever chooses it by name.
        Beta = "beta",
        /// Offered to everybody.
        Live = "live",
        /// Not served for a while.
        Paused = "paused",
        /// Given up; its texts are kept.
        Archived = "archived",
    }
);

impl LocaleState {
    /// Whether people may work on it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Seeding | Self::Beta | Self::Live)
    }

    /// Whether what it published is served.
    #[must_use]
    pub const fn is_served(self) -> bool {
        matches!(self, Self::Beta | Self::Live)
    }

    /// Where an answer of staff or the lead may lead next.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Proposed, Self::Seeding | Self::Refused)
                | (Self::Refused | Self::Archived, Self::Seeding)
                | (Self::Seeding, Self::Beta | Self::Archived)
                | (Self::Beta, Self::Live | Self::Paused | Self::Seeding)
                | (Self::Live, Self::Paused | Self::Beta)
                | (Self::Paused, Self::Beta | Self::Live | Self::Archived)
        )
    }
}

words!(
    /// Where the plural rules of a locale come from.
    Plurals {
        /// Unicode's CLDR has rules for the language.
        Cldr = "cldr",
        /// It has none: every number takes the same form.
        OneForm = "one-form",
    }
);

words!(
    /// On which licence somebody contributes.
    Licence {
        By = "CC-BY-4.0",
        Zero = "CC0-1.0",
    }
);

/// A language of the College.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct LocaleEntry {
    pub tag: Locale,
    /// What it calls itself.
    pub autonym: String,
    pub name_en: String,
    pub name_fr: String,
    pub name_es: String,
    pub plurals: Plurals,
    /// Locales that its readers read besides, as a list of tags.
    pub bridge: Json,
    pub state: LocaleState,
    /// Why it was proposed.
    pub motive: String,
    /// Per cent of all interface messages that have to be approved before it may be published, besides all of the core.
    pub least_interface: i32,
    /// Likewise of a course.
    pub least_course: i32,
    /// Whether a reviewer may approve her own work: for a locale that has one.
    pub may_approve_own: bool,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Timestamp,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Timestamp>,
    pub reason: Option<String>,
    pub row_version: i32,
    /// When it was told that nobody who leads it is active.
    pub lead_missed_at: Option<Timestamp>,
}

/// Somebody who has accepted the terms of contribution.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Contributor {
    pub person: PersonId,
    pub terms: String,
    pub licence: Licence,
    pub accepted_at: Timestamp,
    /// Whether the contributors' pages name her.
    pub is_named: bool,
    pub wants_digest: bool,
    pub row_version: i32,
    /// Up to which moment she was told what is new.
    pub told_until: Timestamp,
}

/// What somebody did for a locale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Texts of hers that she did not take back.
    pub suggested: i32,
    /// Those of them that were approved, be they replaced since.
    pub approved: i32,
    /// Texts of others, each once.
    pub reviewed: i32,
}

impl Deeds {
    pub const SUGGESTED: Self = Self { suggested: 1, approved: 0, reviewed: 0 };
    pub const TAKEN_BACK: Self = Self { suggested: -1, approved: 0, reviewed: 0 };
    pub const APPROVED: Self = Self { suggested: 0, approved: 1, reviewed: 0 };
    pub const DISAPPROVED: Self = Self { suggested: 0, approved: -1, reviewed: 0 };
    /// Suggested and approved at once, as a reviewer's wording is.
    pub const WRITTEN: Self = Self { suggested: 1, approved: 1, reviewed: 0 };
    pub const REVIEWED: Self = Self { suggested: 0, approved: 0, reviewed: 1 };

    /// Whether anything came of them that others may be told of.
    #[must_use]
    pub const fn is_lasting(self) -> bool {
        self.approved > 0 || self.reviewed > 0
    }
}

#[cfg(test)]
mod tests {
    use super::LocaleState::{Archived, Beta, Live, Paused, Proposed, Refused, Seeding};

    #[test]
    fn a_locale_is_never_live_before_it_was_a_beta() {
        for (from, to, expected) in [
            (Proposed, Seeding, true),
            (Proposed, Live, false),
            (Proposed, Beta, false),
            (Refused, Seeding, true),
            (Seeding, Beta, true),
            (Seeding, Live, false),
            (Beta, Live, true),
            (Live, Paused, true),
            (Paused, Live, true),
            (Live, Archived, false),
            (Archived, Seeding, true),
            (Live, Live, false),
        ] {
            assert_eq!(from.may_become(to), expected, "{from} to {to}");
        }
    }
}
