//! What the College writes to people, how urgent it is, and how long it tries.

use serde::{Deserialize, Serialize};

use crate::id_type;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::secret::Token;

id_type!(
    /// A letter in the outbox; also the left side of its Message-ID.
    LetterId
);

/// To whom a letter goes, and in which language. No name: whoever registers a stranger's address could write anything into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub person: Option<PersonId>,
    pub address: String,
    pub locale: Locale,
}

/// A letter before it is put into words. Titles and names come in the recipient's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Letter {
    /// Somebody registered with the address.
    VerifyEmail { token: Token },
    /// Somebody registered with an address that has an account already.
    AlreadyRegistered,
    /// Somebody asked for a new password.
    ResetPassword { token: Token },
    PasswordChanged,
    RoleGranted {
        /// The role's word, as `focal-point`.
        role: String,
        /// What it is granted for: a Party's or a language's name, a course's title; empty for the whole site.
        scope: String,
    },
    AffiliationDecided {
        party: String,
        vouched: bool,
        reason: Option<String>,
    },
    EnrolmentDecided {
        course_title: String,
        approved: bool,
        reason: Option<String>,
    },
    CertificateIssued {
        course_title: String,
        serial: String,
        /// `/verify/{id}`
        verify_path: String,
        /// Marked TEST: issued while the College had no public address.
        test: bool,
    },
    CertificateRevoked {
        serial: String,
        reason: String,
    },
}

/// Who is written to first when letters wait: the lowest number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// A person sits before the screen and waits for it.
    Awaited = 0,
    /// About the safety of an account or the worth of a certificate.
    Warning = 1,
    /// Good to know.
    News = 2,
}

impl Letter {
    /// The letter's word: the same as in its JSON, and in the names of its messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::VerifyEmail { .. } => "verify-email",
            Self::AlreadyRegistered => "already-registered",
            Self::ResetPassword { .. } => "reset-password",
            Self::PasswordChanged => "password-changed",
            Self::RoleGranted { .. } => "role-granted",
            Self::AffiliationDecided { .. } => "affiliation-decided",
            Self::EnrolmentDecided { .. } => "enrolment-decided",
            Self::CertificateIssued { .. } => "certificate-issued",
            Self::CertificateRevoked { .. } => "certificate-revoked",
        }
    }

    #[must_use]
    pub const fn importance(&self) -> Importance {
        match self {
            Self::VerifyEmail { .. } | Self::AlreadyRegistered | Self::ResetPassword { .. } => Importance::Awaited,
            Self::PasswordChanged | Self::CertificateRevoked { .. } => Importance::Warning,
            Self::RoleGranted { .. }
            | Self::AffiliationDecided { .. }
            | Self::EnrolmentDecided { .. }
            | Self::CertificateIssued { .. } => Importance::News,
        }
    }
}
