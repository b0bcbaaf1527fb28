//! The words of accounts and their rules.

use crate::clock::Timestamp;
use crate::{id_type, words};

id_type!(
    /// One grant of a role.
    GrantId
);

words!(
    /// What a person may do beyond learning.
    Role {
        /// Everything, and gives roles.
        Administrator = "administrator",
        /// Publishes, vets, signs certificates, reports.
        Secretariat = "secretariat",
        /// Vouches for the officers of one Party.
        FocalPoint = "focal-point",
        /// Writes courses.
        Author = "author",
        /// Reviews the science of a course version for the Committees.
        ScientificReviewer = "scientific-reviewer",
        /// Translates into a locale.
        Translator = "translator",
        /// Reviews translations into a locale.
        TranslationReviewer = "translation-reviewer",
        /// Answers for a locale.
        LocaleLead = "locale-lead",
    }
);

words!(
    /// What a role is granted for.
    ScopeKind {
        Site = "site",
        Party = "party",
        Course = "course",
        Locale = "locale",
    }
);

impl Role {
    /// The kinds of scope that the role can be granted for.
    #[must_use]
    pub const fn scopes(self) -> &'static [ScopeKind] {
        match self {
            Self::Administrator | Self::Secretariat => &[ScopeKind::Site],
            Self::FocalPoint => &[ScopeKind::Party],
            Self::Author | Self::ScientificReviewer => &[ScopeKind::Site, ScopeKind::Course],
            Self::Translator | Self::TranslationReviewer | Self::LocaleLead => &[ScopeKind::Locale],
        }
    }

    /// Staff sessions are shorter, and staff acts are audited.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Administrator | Self::Secretariat | Self::FocalPoint | Self::Author)
    }
}

/// The scope of a grant: its kind, and which one (empty for the site).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    pub kind: ScopeKind,
    /// ISO 3166-1 alpha-2 of a Party, slug of a course, tag of a locale.
    pub key: String,
}

impl Scope {
    #[must_use]
    pub fn site() -> Self {
        Self { kind: ScopeKind::Site, key: String::new() }
    }

    #[must_use]
    pub fn party(iso2: &str) -> Self {
        Self { kind: ScopeKind::Party, key: iso2.to_owned() }
    }

    #[must_use]
    pub fn course(slug: &str) -> Self {
        Self { kind: ScopeKind::Course, key: slug.to_owned() }
    }

    /// Whether a grant for this scope reaches `other`: the site reaches everything, every other scope itself.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.kind == ScopeKind::Site || self == other
    }
}

/// A role that a person holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
    pub expires_at: Option<Timestamp>,
}

impl Grant {
    #[must_use]
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| now < end)
    }
}
