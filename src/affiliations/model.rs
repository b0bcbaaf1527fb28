//! What a person says of her office, and what others say to it.

use std::time::Duration;

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::error::FieldProblem;
use crate::ids::PersonId;
use crate::parties::{AuthorityKind, PartyCode};
use crate::{id_type, words};

/// A vouching holds for two years unless told otherwise: people change their posts.
pub const VOUCHED_FOR: Duration = Duration::from_hours(2 * 365 * 24);
/// And never for longer than this.
pub const LONGEST_VOUCHING: Duration = Duration::from_hours(5 * 365 * 24);
pub const LONGEST_ORGANISATION: usize = 200;
/// Of what is written to a person about a decision.
pub const LONGEST_REASON: usize = 500;
/// Whoever has this many requests open has to wait for an answer first.
pub const MOST_OPEN_REQUESTS: i64 = 10;

id_type!(
    /// A person's office in an authority of a Party.
    AffiliationId
);

words!(
    /// What became of a request. That a vouching has expired is seen from its end, not written here.
    AffiliationState {
        Requested = "requested",
        Vouched = "vouched",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
);

words!(
    /// How an affiliation stands now.
    #[schema(example = "vouched")]
    AffiliationStanding {
        Requested = "requested",
        Vouched = "vouched",
        Refused = "refused",
        Withdrawn = "withdrawn",
        /// Somebody vouched, and the time has passed.
        Expired = "expired",
    }
);

words!(
    /// What a focal point or the Secretariat says to a request.
    #[schema(as = AffiliationDecision)]
    Decision {
        Vouched = "vouched",
        Refused = "refused",
    }
);

/// How long something that was decided holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    Standard,
    Until(Timestamp),
}

impl Term {
    /// The end, given the moment of the decision.
    ///
    /// # Errors
    /// The problem of `/until`, when it has passed or is too far away.
    pub fn end(self, now: Timestamp) -> Result<Timestamp, FieldProblem> {
        match self {
            Self::Standard => Ok(now.plus(VOUCHED_FOR)),
            Self::Until(end) if end <= now => Err(FieldProblem::new("/until", "moment-passed")),
            Self::Until(end) if end > now.plus(LONGEST_VOUCHING) => Err(FieldProblem::new("/until", "until-too-far")),
            Self::Until(end) => Ok(end),
        }
    }
}

/// A person's office in an authority of a Party, as she stated it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Affiliation {
    pub id: AffiliationId,
    pub person: PersonId,
    pub party: PartyCode,
    pub authority: AuthorityKind,
    pub organisation: String,
    pub state: AffiliationState,
    pub requested_at: Timestamp,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Timestamp>,
    pub reason: Option<String>,
    pub expires_at: Option<Timestamp>,
    /// When those who decide were told of the request.
    pub announced_at: Option<Timestamp>,
    /// When the person was told that the end is near.
    pub reminded_at: Option<Timestamp>,
    /// The person's name when somebody vouched for it.
    pub name: Option<String>,
}

impl Affiliation {
    /// How it stands at a moment.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> AffiliationStanding {
        match self.state {
            AffiliationState::Requested => AffiliationStanding::Requested,
            AffiliationState::Vouched if self.expires_at.is_some_and(|end| end <= now) => AffiliationStanding::Expired,
            AffiliationState::Vouched => AffiliationStanding::Vouched,
            AffiliationState::Refused => AffiliationStanding::Refused,
            AffiliationState::Withdrawn => AffiliationStanding::Withdrawn,
        }
    }

    /// Whether somebody vouches for it at a moment.
    #[must_use]
    pub fn is_vouched(&self, now: Timestamp) -> bool {
        self.standing(now) == AffiliationStanding::Vouched
    }

    /// Whether it waits for a decision or holds.
    #[must_use]
    pub fn is_alive(&self, now: Timestamp) -> bool {
        matches!(self.standing(now), AffiliationStanding::Requested | AffiliationStanding::Vouched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;

    const DAY: Duration = Duration::from_hours(24);

    fn at(days: u64) -> Timestamp {
        Timestamp::from_micros(1_800_000_000_000_000).plus(DAY * u32::try_from(days).expect("a few days"))
    }

    fn affiliation(state: AffiliationState, expires_at: Option<Timestamp>) -> Affiliation {
        Affiliation {
            id: AffiliationId::new(at(0)),
            person: PersonId::new(at(0)),
            party: "MG".parse().expect("a code"),
            authority: AuthorityKind::Customs,
            organisation: "Douanes".into(),
            state,
            requested_at: at(0),
            decided_by: None,
            decided_at: None,
            reason: None,
            expires_at,
            announced_at: None,
            reminded_at: None,
            name: None,
        }
    }

    #[test]
    fn a_vouching_holds_up_to_its_end_and_not_at_it() {
        use AffiliationState as State;
        for (state, end, now, vouched, alive) in [
            (State::Requested, None, at(0), false, true),
            (State::Vouched, Some(at(10)), at(9), true, true),
            (State::Vouched, Some(at(10)), at(10), false, false),
            (State::Vouched, None, at(9_999), true, true),
            (State::Refused, None, at(0), false, false),
            (State::Withdrawn, Some(at(10)), at(0), false, false),
        ] {
            let affiliation = affiliation(state, end);
            assert_eq!((affiliation.is_vouched(now), affiliation.is_alive(now)), (vouched, alive), "{state} at {now}");
        }
    }

    #[test]
    fn a_term_ends_in_the_future_and_within_five_years() {
        for (term, outcome) in [
            (Term::Standard, Ok(at(730))),
            (Term::Until(at(1)), Ok(at(1))),
            (Term::Until(at(0)), Err("moment-passed")),
            (Term::Until(at(5 * 365 + 1)), Err("until-too-far")),
        ] {
            assert_eq!(term.end(at(0)).map_err(|problem| problem.code), outcome, "{term:?}");
        }
    }
}
