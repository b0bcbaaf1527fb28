//! What the College writes to people, how urgent it is, and how long it tries.

mod news;

use std::time::Duration;

use diesel::Queryable;
pub use news::{Deadline, LostCourse, ReviewQueue, Reviewed, SourceNews, Terms, TranslationNews};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::db::Json;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::retry::pause_after;
use crate::secret::Token;
use crate::{id_type, words};

/// A letter that could not be sent for so long is given up.
const PATIENCE: Duration = Duration::from_hours(72);
/// A server that comes back is found within this.
const LONGEST_SILENCE: Duration = Duration::from_mins(10);
/// What a server answered is kept for whoever looks into it, not more than this of it.
const LONGEST_REASON: usize = 300;

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
    VerifyEmail {
        token: Token,
    },
    /// Somebody registered with an address that has an account already.
    AlreadyRegistered,
    /// Somebody asked for a new password.
    ResetPassword {
        token: Token,
    },
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
        /// The Party, when the affiliation was confirmed in the same act.
        #[serde(default)]
        confirmed_party: Option<String>,
    },
    /// To those who decide: requests wait.
    RequestsWaiting {
        queues: Vec<Queue>,
    },
    /// What a person was approved for ends soon.
    ApprovalsEnding {
        /// Named by the Party.
        affiliations: Vec<Ending>,
        /// Named by the course's title.
        enrolments: Vec<Ending>,
    },
    TranslationNews {
        #[serde(flatten)]
        news: TranslationNews,
        /// Of a link that ends such letters; letters of before have none.
        #[serde(default)]
        end: Option<Token>,
    },
    /// To those who answer for all languages: nobody who leads these has been active for long.
    LeadsMissed {
        languages: Vec<Missed>,
    },
    /// The course is completed, and the Secretariat did not sign.
    CertificateRefused {
        course_title: String,
        reason: String,
    },
    CertificateIssued {
        course_title: String,
        serial: String,
        /// `/verify/{id}`
        verify_path: String,
        /// Marked TEST: issued while the College had no public address.
        test: bool,
        /// She took the course in a room and has no password yet.
        #[serde(default)]
        first: bool,
    },
    CertificateRevoked {
        serial: String,
        reason: String,
    },
    /// A certificate ends soon.
    CertificateEnding {
        course_title: String,
        serial: String,
        end: Timestamp,
        /// Before the moment that is printed on it, since newer versions have taken the place of the course's version.
        #[serde(default)]
        early: bool,
        /// The title of the course that renews it.
        renewal: Option<String>,
        /// `/verify/{id}`
        verify_path: String,
    },
    /// A certificate holds as long as is printed on it, after all.
    CertificateGoesOn {
        course_title: String,
        serial: String,
        /// `/verify/{id}`
        verify_path: String,
    },
    /// The name on a certificate stays as it is.
    CorrectionRefused {
        serial: String,
        reason: String,
    },
    CertificateSuspended {
        serial: String,
        reason: String,
    },
    CertificateRestored {
        serial: String,
        reason: String,
    },
    /// Another certificate, with the right name, has taken the place of one.
    CertificateReplaced {
        /// The serial of the one that does not hold any more.
        old: String,
        serial: String,
        /// `/verify/{id}`
        verify_path: String,
    },
}

/// How much waits for a decision in a Party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub party: String,
    pub affiliations: i64,
    pub enrolments: i64,
}

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    pub name: String,
    pub end: Timestamp,
}

/// A language that nobody leads who is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    pub language: String,
    /// When somebody was last; `None`: nobody leads it.
    pub since: Option<Timestamp>,
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
    /// The word of every kind that this version can put into words.
    pub const KINDS: [&str; 20] = [
        "verify-email",
        "already-registered",
        "reset-password",
        "password-changed",
        "role-granted",
        "affiliation-decided",
        "enrolment-decided",
        "requests-waiting",
        "approvals-ending",
        "translation-news",
        "leads-missed",
        "certificate-refused",
        "certificate-issued",
        "certificate-revoked",
        "certificate-ending",
        "certificate-goes-on",
        "correction-refused",
        "certificate-suspended",
        "certificate-restored",
        "certificate-replaced",
    ];

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
            Self::RequestsWaiting { .. } => "requests-waiting",
            Self::ApprovalsEnding { .. } => "approvals-ending",
            Self::TranslationNews { .. } => "translation-news",
            Self::LeadsMissed { .. } => "leads-missed",
            Self::CertificateRefused { .. } => "certificate-refused",
            Self::CertificateIssued { .. } => "certificate-issued",
            Self::CertificateRevoked { .. } => "certificate-revoked",
            Self::CertificateEnding { .. } => "certificate-ending",
            Self::CertificateGoesOn { .. } => "certificate-goes-on",
            Self::CorrectionRefused { .. } => "correction-refused",
            Self::CertificateSuspended { .. } => "certificate-suspended",
            Self::CertificateRestored { .. } => "certificate-restored",
            Self::CertificateReplaced { .. } => "certificate-replaced",
        }
    }

    #[must_use]
    pub const fn importance(&self) -> Importance {
        match self {
            Self::VerifyEmail { .. } | Self::AlreadyRegistered | Self::ResetPassword { .. } => Importance::Awaited,
            Self::PasswordChanged
            | Self::CertificateRevoked { .. }
            | Self::CertificateSuspended { .. }
            | Self::CertificateReplaced { .. } => Importance::Warning,
            Self::RoleGranted { .. }
            | Self::AffiliationDecided { .. }
            | Self::EnrolmentDecided { .. }
            | Self::RequestsWaiting { .. }
            | Self::ApprovalsEnding { .. }
            | Self::TranslationNews { .. }
            | Self::LeadsMissed { .. }
            | Self::CertificateRefused { .. }
            | Self::CertificateIssued { .. }
            | Self::CertificateEnding { .. }
            | Self::CertificateGoesOn { .. }
            | Self::CorrectionRefused { .. }
            | Self::CertificateRestored { .. } => Importance::News,
        }
    }
}

words!(
    /// Where a letter stands.
    State {
        Waiting = "waiting",
        Sent = "sent",
        Failed = "failed",
    }
);

/// A letter that was claimed and is about to be sent.
#[derive(Clone, Debug, Queryable)]
pub struct Waiting {
    pub id: LetterId,
    pub address: String,
    pub locale: String,
    pub letter: Json,
    pub tries: i32,
    pub posted_at: Timestamp,
    /// Until when it is ours.
    pub lease: Timestamp,
}

/// Why a letter did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It never will: the recipient's server says that there is no such person.
    #[error("{0}")]
    Refused(String),
    /// Not this letter, not now; others may.
    #[error("{0}")]
    Postponed(String),
    /// No letter leaves now: the mail server is out of reach, or does not let us in.
    #[error("{0}")]
    Unreachable(String),
}

/// What became of a letter that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    Again { at: Timestamp, why: String },
    Failed { why: String },
}

/// The outcome of one claim, ready to be noted.
#[derive(Clone, Debug)]
pub struct Closing {
    pub id: LetterId,
    pub lease: Timestamp,
    pub tries: i32,
    pub outcome: Outcome,
    /// What a closed row keeps of the letter.
    pub remains: Json,
}

/// All that is kept of a letter when it is settled: no token, no title, no reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remains {
    pub kind: String,
}

impl Waiting {
    /// What happens to this letter after an attempt.
    #[must_use]
    pub fn outcome(&self, attempt: Result<(), Trouble>, now: Timestamp) -> Outcome {
        let tries = self.tries.saturating_add(1);
        let (pause, why) = match attempt {
            Ok(()) => return Outcome::Sent,
            Err(Trouble::Refused(why)) => return Outcome::Failed { why: shortened(&why) },
            Err(Trouble::Postponed(why)) => (pause_after(tries), why),
            Err(Trouble::Unreachable(why)) => (pause_after(tries).min(LONGEST_SILENCE), why),
        };
        let why = shortened(&why);
        if now.since(self.posted_at) >= PATIENCE {
            Outcome::Failed { why }
        } else {
            Outcome::Again { at: now.plus(pause), why }
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_REASON).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(tries: i32) -> Waiting {
        Waiting {
            id: crate::ids::Id::new(Timestamp::from_micros(0)),
            address: "ana@example.org".into(),
            locale: "en".into(),
            letter: Json::of(&Letter::PasswordChanged).expect("JSON"),
            tries,
            posted_at: Timestamp::from_micros(0),
            lease: Timestamp::from_micros(0),
        }
    }

    fn after(span: Duration) -> Timestamp {
        Timestamp::from_micros(0).plus(span)
    }

    #[test]
    fn a_letter_is_given_up_when_refused_for_good_or_after_three_days() {
        let postponed = || Err(Trouble::Postponed("450 later".into()));
        let unreachable = || Err(Trouble::Unreachable("connection refused".into()));
        for (attempt, age, given_up) in [
            (Err(Trouble::Refused("550 5.1.1".into())), Duration::ZERO, true),
            (postponed(), Duration::from_hours(71), false),
            (postponed(), Duration::from_hours(72), true),
            (unreachable(), Duration::from_hours(71), false),
            (unreachable(), Duration::from_hours(72), true),
        ] {
            let outcome = waiting(3).outcome(attempt.clone(), after(age));
            assert_eq!(matches!(outcome, Outcome::Failed { .. }), given_up, "{attempt:?} at {age:?}");
        }
        assert_eq!(waiting(0).outcome(Ok(()), after(Duration::from_hours(99))), Outcome::Sent);
    }

    #[test]
    fn a_server_that_comes_back_is_found_within_minutes_whatever_a_letter_has_been_through() {
        let now = after(Duration::from_hours(24));
        let Outcome::Again { at, .. } = waiting(20).outcome(Err(Trouble::Unreachable(String::new())), now) else {
            panic!("given up")
        };
        assert!(at.since(now) <= LONGEST_SILENCE);
    }

    #[test]
    fn what_a_letter_carries_is_not_shown_by_debug() {
        let letter = Letter::ResetPassword { token: Token::fresh() };
        let Letter::ResetPassword { token } = &letter else { return };
        assert!(!format!("{letter:?}").contains(token.reveal()));
    }

    #[test]
    fn the_word_of_a_letter_is_the_one_in_its_json() {
        let letter = Letter::CertificateRevoked { serial: "VC-1".into(), reason: "error".into() };
        let remains: Remains = Json::of(&letter).and_then(|json| json.read()).expect("a kind");
        assert_eq!(remains.kind, letter.kind());
    }
}
