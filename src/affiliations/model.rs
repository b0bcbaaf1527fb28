//! What a person says of her office, and what others say to it.

use std::time::Duration;

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::{id_type, words};

/// A vouching holds for two years unless told otherwise: people change their posts.
pub const VOUCHED_FOR: Duration = Duration::from_hours(2 * 365 * 24);
/// And never for longer than this.
pub const LONGEST_VOUCHING: Duration = Duration::from_hours(5 * 365 * 24);
pub const LONGEST_ORGANISATION: usize = 200;
/// Whoever has this many requests open has to wait for an answer first.
pub const MOST_OPEN_REQUESTS: i64 = 10;

id_type!(
    /// A person's office in an authority of a Party.
    AffiliationId
);

words!(
    /// Kinds of national authority that have officials to train. Courses name them.
    AuthorityKind {
        /// Designated under Article IX: grants permits and certificates.
        ManagementAuthority = "management-authority",
        /// Designated under Article IX: finds whether trade is detrimental.
        ScientificAuthority = "scientific-authority",
        Customs = "customs",
        /// Police, rangers, inspectors.
        EnforcementAuthority = "enforcement-authority",
        Prosecution = "prosecution",
        Judiciary = "judiciary",
        Legislature = "legislature",
        /// Any other public body, as a ministry or a port authority.
        Other = "other",
    }
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
    Verdict {
        Vouched = "vouched",
        Refused = "refused",
    }
);

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
