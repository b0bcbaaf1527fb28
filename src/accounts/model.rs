//! The words of accounts and their rules.

mod email;
mod password;
mod profile;

use std::time::Duration;

pub use email::Email;
pub use password::Password;
pub use profile::{Profile, country, locale, name};

use crate::clock::Timestamp;
use crate::i18n::Locale;
use crate::ids::{PersonId, SessionId};
use crate::{id_type, words};

/// A refresh token of a trainee is good for so long after the last use.
pub const SESSION_LENGTH: Duration = Duration::from_hours(30 * 24);
/// Who holds a staff role signs in anew every working day.
pub const STAFF_SESSION_LENGTH: Duration = Duration::from_hours(12);
/// A link that confirms an address.
pub const VERIFICATION_LENGTH: Duration = Duration::from_hours(3 * 24);
/// A link that sets a new password.
pub const RESET_LENGTH: Duration = Duration::from_hours(1);

/// A link that ends letters: whoever finds one in an old mailbox may use it.
pub const END_LETTERS_LENGTH: Duration = Duration::from_hours(400 * 24);

words!(
    /// What a mailed link is for.
    LinkPurpose {
        VerifyEmail = "verify-email",
        ResetPassword = "reset-password",
        /// Ends the letters to those who translate, and nothing else.
        EndLetters = "end-letters",
    }
);

impl LinkPurpose {
    #[must_use]
    pub const fn length(self) -> Duration {
        match self {
            Self::VerifyEmail => VERIFICATION_LENGTH,
            Self::ResetPassword => RESET_LENGTH,
            Self::EndLetters => END_LETTERS_LENGTH,
        }
    }
}

/// An account with its person.
#[derive(Clone, Debug)]
pub struct Account {
    pub person: PersonId,
    pub email: String,
    pub password: String,
    pub profile: Profile,
    pub verified_at: Option<Timestamp>,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub row_version: i32,
}

/// What stands in the place of a hash where nobody has chosen a password yet: no password is the one of it.
pub const NO_PASSWORD: &str = "";

impl Account {
    /// Whether somebody has chosen a password. An account without one was made for an address that somebody gave for its owner; it
    /// opens with the link that is mailed there, and with nothing else.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.password != NO_PASSWORD
    }
}

/// Sessions of browsers are prolonged once in so long, however often they are used.
const PROLONGED_AFTER: Duration = Duration::from_hours(24);

/// A session as it is now, whoever asks.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub person: PersonId,
    pub auth_time: Timestamp,
    pub expires_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// The hash of the secret that a browser keeps of it; `None`: it is of a client that has tokens.
    pub browser: Option<Vec<u8>>,
}

impl Session {
    /// Whether it has been used so long after it was last prolonged that it is worth a write.
    #[must_use]
    pub fn is_to_be_prolonged(&self, now: Timestamp, staff: bool) -> bool {
        let end = session_end(self.auth_time, now, staff);
        self.browser.is_some() && end > self.expires_at && end.since(self.expires_at) >= PROLONGED_AFTER
    }
}

/// When a session that began at `auth_time` and is used `now` ends.
#[must_use]
pub fn session_end(auth_time: Timestamp, now: Timestamp, staff: bool) -> Timestamp {
    if staff { auth_time.plus(STAFF_SESSION_LENGTH) } else { now.plus(SESSION_LENGTH) }
}

/// Whether one of the grants that hold makes its holder staff.
#[must_use]
pub fn is_staff(grants: &[Grant], now: Timestamp) -> bool {
    grants.iter().any(|grant| grant.role.is_staff() && grant.holds_at(now))
}

id_type!(
    /// One grant of a role.
    GrantId
);

words!(
    /// What a person may do beyond learning.
    #[schema(example = "focal-point")]
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
        /// Says what a change of a source means for its translations, and explains it to translators.
        SourceEditor = "source-editor",
        /// Accepts locales, and answers for all of them.
        TranslationsAdministrator = "translations-administrator",
    }
);

words!(
    /// What a role is granted for.
    #[schema(example = "party")]
    ScopeKind {
        Site = "site",
        Party = "party",
        Course = "course",
        Locale = "locale",
        /// A course in a locale: `sw/introduction-to-cites`.
        CourseLocale = "course-locale",
    }
);

impl Role {
    /// What whoever leads a locale gives and takes.
    pub const OF_LOCALES: [Self; 3] = [Self::Translator, Self::TranslationReviewer, Self::LocaleLead];

    /// The kinds of scope that the role can be granted for.
    #[must_use]
    pub const fn scopes(self) -> &'static [ScopeKind] {
        match self {
            Self::Administrator | Self::Secretariat | Self::TranslationsAdministrator => &[ScopeKind::Site],
            Self::FocalPoint => &[ScopeKind::Party],
            Self::Author | Self::ScientificReviewer | Self::SourceEditor => &[ScopeKind::Site, ScopeKind::Course],
            Self::Translator | Self::TranslationReviewer => &[ScopeKind::Locale, ScopeKind::CourseLocale],
            Self::LocaleLead => &[ScopeKind::Locale],
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
    /// ISO 3166-1 alpha-2 of a Party, slug of a course, tag of a locale, or tag and slug.
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

    /// Reads a scope: the kind and, except for the site, which one.
    #[must_use]
    pub fn new(kind: ScopeKind, key: &str) -> Self {
        Self { kind, key: key.to_owned() }
    }

    #[must_use]
    pub fn locale(tag: &Locale) -> Self {
        Self { kind: ScopeKind::Locale, key: tag.to_string() }
    }

    /// A course in a locale.
    #[must_use]
    pub fn course_locale(tag: &Locale, slug: &str) -> Self {
        Self { kind: ScopeKind::CourseLocale, key: format!("{tag}/{slug}") }
    }

    /// Whether a grant for this scope reaches `other`: the site reaches everything, a locale its courses, every other scope
    /// itself.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let has_course = || self.kind == ScopeKind::Locale && other.kind == ScopeKind::CourseLocale;
        let leads = |tag: &str| has_course() && tag == self.key;
        self.kind == ScopeKind::Site || self == other || other.key.split_once('/').is_some_and(|(tag, _)| leads(tag))
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

/// A grant as staff see it: whose, by whom, since when.
#[derive(Clone, Debug)]
pub struct GrantRecord {
    pub id: GrantId,
    pub person: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub grant: Grant,
    pub granted_by: Option<PersonId>,
    pub granted_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_reaches_its_own_scope_and_the_site_reaches_all() {
        for (held, asked, reached) in [
            (Scope::site(), Scope::party("MG"), true),
            (Scope::party("MG"), Scope::party("MG"), true),
            (Scope::party("MG"), Scope::party("FR"), false),
            (Scope::party("MG"), Scope::site(), false),
            (Scope::course("mg"), Scope::party("mg"), false),
        ] {
            assert_eq!(held.covers(&asked), reached, "{held:?} {asked:?}");
        }
    }

    #[test]
    fn a_grant_ends_at_its_last_instant() {
        let end = Timestamp::from_micros(10);
        let grant = Grant { role: Role::Author, scope: Scope::site(), expires_at: Some(end) };
        assert!(grant.holds_at(Timestamp::from_micros(9)));
        assert!(!grant.holds_at(end));
    }

    #[test]
    fn a_working_day_ends_a_staff_session_whatever_is_refreshed() {
        let begin = Timestamp::from_micros(0);
        let later = begin.plus(Duration::from_hours(11));
        assert_eq!(session_end(begin, later, true), begin.plus(STAFF_SESSION_LENGTH));
        assert_eq!(session_end(begin, later, false), later.plus(SESSION_LENGTH));
    }
}
