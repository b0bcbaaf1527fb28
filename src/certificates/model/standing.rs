//! Where a certificate stands at a moment.

use diesel::Queryable;

use super::{CertificateId, Record};
use crate::clock::Timestamp;
use crate::ids::PersonId;
use crate::{id_type, words};

id_type!(
    /// Something that happened to a certificate.
    EventId
);

words!(
    /// What can happen to a certificate.
    EventKind {
        Issued = "issued",
        Reissued = "reissued",
        Suspended = "suspended",
        Restored = "restored",
        Revoked = "revoked",
    }
);

words!(
    /// Why something happened to a certificate, as anybody who verifies it may read.
    PublicReason {
        IssuedInError = "issued-in-error",
        Misconduct = "misconduct",
        Other = "other",
        /// Another certificate has taken its place.
        Replaced = "replaced",
        UnderReview = "under-review",
        HoldersRequest = "holders-request",
        Cleared = "cleared",
        SuspendedInError = "suspended-in-error",
    }
);

words!(
    /// Why a certificate is revoked.
    RevocationReason {
        IssuedInError = "issued-in-error",
        Misconduct = "misconduct",
        Other = "other",
    }
);

words!(
    /// Why a certificate is suspended.
    SuspensionReason {
        UnderReview = "under-review",
        HoldersRequest = "holders-request",
    }
);

words!(
    /// Why a suspended certificate is restored.
    RestorationReason {
        /// What was reviewed came to nothing.
        Cleared = "cleared",
        SuspendedInError = "suspended-in-error",
        HoldersRequest = "holders-request",
    }
);

impl From<RevocationReason> for PublicReason {
    fn from(reason: RevocationReason) -> Self {
        match reason {
            RevocationReason::IssuedInError => Self::IssuedInError,
            RevocationReason::Misconduct => Self::Misconduct,
            RevocationReason::Other => Self::Other,
        }
    }
}

impl From<SuspensionReason> for PublicReason {
    fn from(reason: SuspensionReason) -> Self {
        match reason {
            SuspensionReason::UnderReview => Self::UnderReview,
            SuspensionReason::HoldersRequest => Self::HoldersRequest,
        }
    }
}

impl From<RestorationReason> for PublicReason {
    fn from(reason: RestorationReason) -> Self {
        match reason {
            RestorationReason::Cleared => Self::Cleared,
            RestorationReason::SuspendedInError => Self::SuspendedInError,
            RestorationReason::HoldersRequest => Self::HoldersRequest,
        }
    }
}

impl PublicReason {
    /// The message that puts it into words.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::IssuedInError => "revocation-issued-in-error",
            Self::Misconduct => "revocation-misconduct",
            Self::Other => "revocation-other",
            Self::Replaced => "revocation-replaced",
            Self::UnderReview => "suspension-under-review",
            Self::HoldersRequest => "suspension-holders-request",
            Self::Cleared => "restoration-cleared",
            Self::SuspendedInError => "restoration-suspended-in-error",
        }
    }
}

words!(
    /// What staff do to a certificate that was issued.
    Act {
        Suspend = "certificate-suspended",
        Restore = "certificate-restored",
        Revoke = "certificate-revoked",
        /// Another one, with the right name, takes its place.
        Correct = "certificate-corrected",
    }
);

impl Act {
    /// What is noted of it.
    #[must_use]
    pub const fn event(self) -> EventKind {
        match self {
            Self::Suspend => EventKind::Suspended,
            Self::Restore => EventKind::Restored,
            Self::Revoke | Self::Correct => EventKind::Revoked,
        }
    }

    /// Whether it can be done to a certificate that stands there.
    #[must_use]
    pub const fn is_open(self, standing: Standing) -> bool {
        match self {
            Self::Suspend | Self::Correct => matches!(standing, Standing::Valid | Standing::Expired),
            Self::Restore => matches!(standing, Standing::Suspended),
            Self::Revoke => matches!(standing, Standing::Valid | Standing::Expired | Standing::Suspended),
        }
    }
}

words!(
    /// What a verification says.
    Standing {
        Valid = "valid",
        /// Its time has passed.
        Expired = "expired",
        /// Withdrawn for a time.
        Suspended = "suspended",
        /// Withdrawn for ever.
        Revoked = "revoked",
        /// Another certificate has taken its place.
        Replaced = "replaced",
        /// What the College keeps of it is not what was issued: it proves nothing.
        Altered = "altered",
        /// The College never issued a certificate of this name.
        Unknown = "unknown",
    }
);

words!(
    /// What whoever shows a file, or a number and a name, is told first.
    Answer {
        Valid = "valid",
        Expired = "expired",
        Suspended = "suspended",
        Revoked = "revoked",
        Replaced = "replaced",
        /// The College knows no such certificate.
        Unknown = "unknown",
        /// It is not what the College issued: it was changed since, or what the College keeps of it was.
        Altered = "altered",
        /// It was signed with a key that the College has withdrawn since: the file alone proves nothing any more.
        WithdrawnKey = "withdrawn-key",
        /// It names the College and was signed with a key that the College never had.
        ForeignKey = "foreign-key",
        /// It names another issuer. It may be genuine; the College cannot tell.
        ForeignIssuer = "foreign-issuer",
    }
);

impl From<Standing> for Answer {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Valid => Self::Valid,
            Standing::Expired => Self::Expired,
            Standing::Suspended => Self::Suspended,
            Standing::Revoked => Self::Revoked,
            Standing::Replaced => Self::Replaced,
            Standing::Altered => Self::Altered,
            Standing::Unknown => Self::Unknown,
        }
    }
}

words!(
    /// How a certificate was withdrawn, for a time or for ever.
    Withdrawn {
        Suspended = "suspended",
        Revoked = "revoked",
        Replaced = "replaced",
    }
);

impl Standing {
    /// The message that says it.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Valid => "verify-valid",
            Self::Expired => "verify-expired",
            Self::Suspended => "verify-suspended",
            Self::Revoked => "verify-revoked",
            Self::Replaced => "verify-replaced",
            Self::Altered => "verify-altered",
            Self::Unknown => "verify-unknown",
        }
    }

    /// What is kept of it beside the record; all else follows from the time.
    #[must_use]
    pub const fn withdrawn(self) -> Option<Withdrawn> {
        match self {
            Self::Suspended => Some(Withdrawn::Suspended),
            Self::Revoked => Some(Withdrawn::Revoked),
            Self::Replaced => Some(Withdrawn::Replaced),
            Self::Valid | Self::Expired | Self::Altered | Self::Unknown => None,
        }
    }
}

/// Something that happened to a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Event {
    pub kind: EventKind,
    pub public_reason: Option<PublicReason>,
    pub private_reason: Option<String>,
    pub actor: Option<PersonId>,
    pub at: Timestamp,
}

/// A certificate with everything that happened to it, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub record: Record,
    pub sha256: String,
    pub events: Vec<Event>,
    pub superseded_by: Option<CertificateId>,
    /// Whether its holder wants nothing shown to others but how it stands.
    pub withheld: bool,
    /// The first moment at which it does not hold any more, where that is before what is printed on it.
    pub ends_early: Option<Timestamp>,
    /// How often that changed.
    pub end_changes: i32,
    /// When what it says of its holder was erased, at her wish. It is [`Certificate::withheld`] since, and its hash is that of what was
    /// issued.
    pub erased_at: Option<Timestamp>,
}

/// What an id leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    /// There is one, and it is not what was issued.
    Altered,
    Certificate(Box<Certificate>),
}

impl Certificate {
    #[must_use]
    pub fn holder(&self) -> PersonId {
        self.record.facts.holder.person
    }

    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        standing(&self.events, self.superseded_by.is_some(), self.end(), now)
    }

    /// The first moment at which it does not hold any more, if there is one.
    #[must_use]
    pub fn end(&self) -> Option<Timestamp> {
        self.ends_early.or(self.record.valid_until)
    }

    #[must_use]
    pub fn revocation(&self) -> Option<&Event> {
        self.events.iter().rfind(|event| event.kind == EventKind::Revoked)
    }

    /// The suspension that holds, if one does.
    #[must_use]
    pub fn suspension(&self) -> Option<&Event> {
        let is_turn = |event: &&Event| matches!(event.kind, EventKind::Suspended | EventKind::Restored);
        let last = self.events.iter().rfind(is_turn).filter(|event| event.kind == EventKind::Suspended);
        last.filter(|_| self.revocation().is_none())
    }

    /// Grows with everything that happens to it, and with nothing else: events are never taken away.
    #[must_use]
    pub fn row_version(&self) -> i32 {
        i32::try_from(self.events.len())
            .unwrap_or(i32::MAX)
            .saturating_add(self.end_changes + i32::from(self.erased_at.is_some()))
    }
}

/// A replacement goes before everything, since it leads to what took its place; what was revoked is never replaced. Then a
/// revocation, which is for ever; a suspension lasts until a restoration; `valid_until` is the first
/// instant at which it no longer holds.
#[must_use]
pub fn standing(events: &[Event], superseded: bool, valid_until: Option<Timestamp>, now: Timestamp) -> Standing {
    let revoked = events.iter().any(|event| event.kind == EventKind::Revoked);
    let turns = events.iter().rfind(|event| matches!(event.kind, EventKind::Suspended | EventKind::Restored));
    if superseded {
        return Standing::Replaced;
    }
    match turns {
        _ if revoked => Standing::Revoked,
        Some(event) if event.kind == EventKind::Suspended => Standing::Suspended,
        _ if valid_until.is_some_and(|end| end <= now) => Standing::Expired,
        _ => Standing::Valid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: EventKind, public_reason: Option<PublicReason>) -> Event {
        Event { kind, public_reason, private_reason: None, actor: None, at: Timestamp::from_micros(5) }
    }

    #[test]
    fn what_can_be_done_to_a_certificate() {
        use Act::{Correct, Restore, Revoke, Suspend};
        for (standing, open) in [
            (Standing::Valid, vec![Suspend, Revoke, Correct]),
            (Standing::Expired, vec![Suspend, Revoke, Correct]),
            (Standing::Suspended, vec![Restore, Revoke]),
            (Standing::Revoked, vec![]),
            (Standing::Replaced, vec![]),
            (Standing::Altered, vec![]),
        ] {
            let found: Vec<Act> = Act::ALL.iter().copied().filter(|act| act.is_open(standing)).collect();
            assert_eq!(found, open, "{standing}");
        }
    }

    #[test]
    fn where_a_certificate_stands() {
        use EventKind::{Issued, Restored, Revoked, Suspended};
        let end = Some(Timestamp::from_micros(10));
        let (before, after) = (Timestamp::from_micros(9), Timestamp::from_micros(10));
        for (events, superseded, now, expected) in [
            (vec![(Issued, None)], false, before, Standing::Valid),
            (vec![(Issued, None)], false, after, Standing::Expired),
            (vec![(Issued, None), (Suspended, None)], false, after, Standing::Suspended),
            (vec![(Suspended, None), (Restored, None)], false, before, Standing::Valid),
            (vec![(Revoked, Some(PublicReason::Misconduct)), (Restored, None)], false, before, Standing::Revoked),
            (vec![(Suspended, None), (Revoked, Some(PublicReason::Other))], false, after, Standing::Revoked),
            (vec![(Issued, None), (Revoked, Some(PublicReason::Other))], true, before, Standing::Replaced),
        ] {
            let events: Vec<Event> = events.into_iter().map(|(kind, reason)| event(kind, reason)).collect();
            assert_eq!(standing(&events, superseded, end, now), expected, "{events:?}");
        }
    }
}
