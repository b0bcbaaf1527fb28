//! Who is owed a certificate, and how far it has come.

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, EditionId};
use crate::enrolments::EnrolmentId;
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::{id_type, words};

id_type!(
    /// A certificate to be.
    CandidateId
);

words!(
    /// How far a candidate's certificate has come.
    #[schema(example = "being-issued")]
    CandidateState {
        AwaitingSignOff = "awaiting-sign-off",
        /// The Secretariat has said no; it may still sign off.
        Refused = "refused",
        BeingIssued = "being-issued",
        /// No installed font has the letters of a script. It is issued when one is installed.
        NeedsScript = "needs-script",
        /// A text has characters that cannot be printed, or does not fit on the page. It is issued when that is mended.
        NotPrintable = "not-printable",
        Issued = "issued",
    }
);

words!(
    /// What the Secretariat says to candidates.
    #[schema(as = SignOffDecision)]
    Decision {
        SignedOff = "signed-off",
        Refused = "refused",
    }
);

words!(
    /// What became of one candidate in a decision on several.
    Outcome {
        SignedOff = "signed-off",
        Refused = "refused",
        /// Somebody decided before.
        AlreadyDecided = "already-decided",
        /// It cannot be printed in full, and goes on waiting.
        NotPrintable = "not-printable",
        /// Nobody signs for herself.
        OwnCertificate = "own-certificate",
        /// Its name, or something else that was shown, is another since.
        Changed = "changed",
        /// The policy names a last day that has passed: it goes on waiting.
        ValidityOver = "validity-over",
        /// Something of it is damaged: it goes on waiting, and the log says why.
        Failed = "failed",
        Unknown = "unknown",
    }
);

/// Why a certificate cannot be printed in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// No installed font has the letters of this script.
    Script(String),
    /// A text has characters that cannot be printed, or is too long for the page.
    Text,
}

impl CandidateState {
    /// Those of certificates that are to be issued as soon as they can be.
    pub const OWED: [Self; 3] = [Self::BeingIssued, Self::NeedsScript, Self::NotPrintable];

    #[must_use]
    pub fn is_owed(self) -> bool {
        Self::OWED.contains(&self)
    }
}

impl Decision {
    /// The state that follows.
    #[must_use]
    pub const fn state(self) -> CandidateState {
        match self {
            Self::SignedOff => CandidateState::BeingIssued,
            Self::Refused => CandidateState::Refused,
        }
    }

    /// Whether it can be said to a candidate who stands there: a refusal can be taken back, a signature cannot.
    #[must_use]
    pub const fn is_open(self, state: CandidateState) -> bool {
        match state {
            CandidateState::AwaitingSignOff => true,
            CandidateState::Refused => matches!(self, Self::SignedOff),
            _ => false,
        }
    }

    #[must_use]
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::SignedOff => Outcome::SignedOff,
            Self::Refused => Outcome::Refused,
        }
    }

    /// The word of the act in the audit.
    #[must_use]
    pub const fn act(self) -> &'static str {
        match self {
            Self::SignedOff => "certificate-signed-off",
            Self::Refused => "certificate-refused",
        }
    }
}

impl Outcome {
    /// The message that says why nothing was decided; what cannot be printed has a [`Hindrance`] that says more.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::SignedOff | Self::Refused | Self::NotPrintable => None,
            Self::AlreadyDecided => Some("candidate-already-decided"),
            Self::OwnCertificate => Some("candidate-is-oneself"),
            Self::Changed => Some("candidate-changed"),
            Self::ValidityOver => Some("candidate-validity-over"),
            Self::Failed => Some("candidate-failed"),
            Self::Unknown => Some("candidate-unknown"),
        }
    }
}

impl Hindrance {
    #[must_use]
    pub const fn state(&self) -> CandidateState {
        match self {
            Self::Script(_) => CandidateState::NeedsScript,
            Self::Text => CandidateState::NotPrintable,
        }
    }

    /// The script that is missing, by its Unicode name.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        match self {
            Self::Script(script) => Some(script),
            Self::Text => None,
        }
    }
}

/// Somebody who has completed a course that gives certificates.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Candidate {
    pub id: CandidateId,
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub course: CourseId,
    /// The edition that was completed: what is published later changes nothing.
    pub edition: EditionId,
    pub party: Option<PartyCode>,
    pub completed_at: Timestamp,
    pub state: CandidateState,
    /// The script that is missing.
    pub script: Option<String>,
    pub decided_at: Option<Timestamp>,
    /// What the trainee was told.
    pub public_reason: Option<String>,
    pub private_reason: Option<String>,
    /// The name that somebody answers for: who vouched for her, and who signs off. `None`: she is called as her account says.
    pub name: Option<String>,
    /// With whom she learned.
    pub cohort: Option<CohortId>,
}

impl Candidate {
    /// Why her certificate could not be printed when it was last tried.
    #[must_use]
    pub fn hindrance(&self) -> Option<Hindrance> {
        match self.state {
            CandidateState::NeedsScript => Some(Hindrance::Script(self.script.clone().unwrap_or_default())),
            CandidateState::NotPrintable => Some(Hindrance::Text),
            _ => None,
        }
    }
}
