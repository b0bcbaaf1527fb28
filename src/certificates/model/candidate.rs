//! Who waits for the Secretariat's signature.

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::courses::CourseId;
use crate::enrolments::EnrolmentId;
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::{id_type, words};

id_type!(
    /// A certificate to be, while it waits for a signature.
    CandidateId
);

words!(
    /// Where a candidate stands.
    CandidateState {
        AwaitingSignOff = "awaiting-sign-off",
        SignedOff = "signed-off",
        Refused = "refused",
    }
);

words!(
    /// What the Secretariat says to candidates.
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
        /// Nobody signs for herself.
        OwnCertificate = "own-certificate",
        Unknown = "unknown",
    }
);

impl Decision {
    #[must_use]
    pub const fn state(self) -> CandidateState {
        match self {
            Self::SignedOff => CandidateState::SignedOff,
            Self::Refused => CandidateState::Refused,
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
    /// The message that says why nothing was decided.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::SignedOff | Self::Refused => None,
            Self::AlreadyDecided => Some("candidate-already-decided"),
            Self::OwnCertificate => Some("candidate-is-oneself"),
            Self::Unknown => Some("candidate-unknown"),
        }
    }
}

/// Somebody who has completed a course whose certificates are signed off.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Candidate {
    pub id: CandidateId,
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub course: CourseId,
    pub party: Option<PartyCode>,
    pub completed_at: Timestamp,
    pub state: CandidateState,
    pub decided_at: Option<Timestamp>,
    /// What the trainee was told.
    pub public_reason: Option<String>,
    pub private_reason: Option<String>,
}

impl Candidate {
    /// When the wait began: its id was made then.
    #[must_use]
    pub fn waiting_since(&self) -> Timestamp {
        use crate::ids::Id as _;
        let made = self.id.uuid().get_timestamp().map(|made| made.to_unix());
        let micros = made.map(|(seconds, nanos)| {
            i64::try_from(seconds)
                .unwrap_or(i64::MAX)
                .saturating_mul(1_000_000)
                .saturating_add(i64::from(nanos) / 1_000)
        });
        micros.map_or(self.completed_at, Timestamp::from_micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;

    #[test]
    fn the_wait_begins_when_the_candidate_is_noted() {
        let noted = Timestamp::from_micros(1_803_978_000_123_000);
        let id = |now| CandidateId::new(now);
        let candidate = Candidate {
            id: id(noted),
            person: PersonId::new(noted),
            enrolment: EnrolmentId::new(noted),
            course: CourseId::new(noted),
            party: None,
            completed_at: Timestamp::from_micros(0),
            state: CandidateState::AwaitingSignOff,
            decided_at: None,
            public_reason: None,
            private_reason: None,
        };
        assert_eq!(candidate.waiting_since(), noted);
    }
}
