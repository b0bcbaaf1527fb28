//! What an enrolment is and in which states it may do what.

mod changes;

use diesel::Queryable;
use serde::{Deserialize, Serialize};

pub use changes::{Face, VersionChanges};

use super::error::EnrolmentError;
use crate::affiliations::{Affiliation, AffiliationId, AuthorityKind};
use crate::clock::Timestamp;
use crate::cohorts::CohortId;
use crate::courses::{CourseId, VersionId};
use crate::db::Json;
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::{Locale, autonym};
use crate::ids::PersonId;
use crate::parties::PartyCode;
use crate::{id_type, words};

id_type!(
    /// One person taking one course once.
    EnrolmentId
);

words!(
    /// What became of an enrolment. Only `requested` and `active` are open: there is one of them for a person and a course. That
    /// an approval has ended is seen from its end, not written here.
    #[schema(example = "active")]
    EnrolmentState {
        /// Waits for a focal point or the Secretariat.
        Requested = "requested",
        Active = "active",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Completed = "completed",
    }
);

words!(
    /// How an enrolment stands now.
    EnrolmentStanding {
        Requested = "requested",
        Active = "active",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Completed = "completed",
        /// It was active, and the time has passed.
        Expired = "expired",
    }
);

words!(
    /// What a focal point or the Secretariat says to a request.
    #[schema(as = EnrolmentDecision)]
    Decision {
        Approved = "approved",
        Refused = "refused",
    }
);

/// One person taking one course once, in one version and one language.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Enrolment {
    pub person: PersonId,
    pub id: EnrolmentId,
    pub course: CourseId,
    /// The version that she learns; she may move on to a later one.
    pub version: VersionId,
    pub state: EnrolmentState,
    /// The language that she learns in; she may change it until she has completed.
    pub locale: Locale,
    pub cohort: Option<CohortId>,
    pub affiliation: Option<AffiliationId>,
    /// Her Party on the day of the request, for figures: it never changes.
    pub party: Option<PartyCode>,
    /// Likewise her authority.
    pub authority: Option<AuthorityKind>,
    pub requested_at: Timestamp,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Timestamp>,
    pub reason: Option<String>,
    /// The end of an approval: from then on nothing new is written, and everything stays readable.
    pub expires_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    /// Basis points, 0 to 10,000; `None` when nothing was graded or the course is not complete.
    pub grade: Option<i32>,
    /// When those who decide were told of the request.
    pub announced_at: Option<Timestamp>,
    /// When the person was told that the end is near.
    pub reminded_at: Option<Timestamp>,
    /// See [`Enrolment::versions_left`].
    pub left: Option<Json>,
    /// Whether it was completed in a room: the Secretariat says so, whatever was done here.
    pub in_person: bool,
    /// The enrolment in the course that renews this one's certificates, which completed it, too.
    pub renewed_through: Option<EnrolmentId>,
}

/// A version that an enrolment had, until it moved on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftVersion {
    pub version: VersionId,
    pub until: Timestamp,
}

impl Enrolment {
    /// One on which nobody has decided and in which nothing has happened, on account of no office.
    #[must_use]
    pub fn new(
        (person, id): (PersonId, EnrolmentId),
        (course, version): (CourseId, VersionId),
        (state, locale): (EnrolmentState, Locale),
        requested_at: Timestamp,
    ) -> Self {
        Self {
            person,
            id,
            course,
            version,
            state,
            locale,
            cohort: None,
            affiliation: None,
            party: None,
            authority: None,
            requested_at,
            decided_by: None,
            decided_at: None,
            reason: None,
            expires_at: None,
            completed_at: None,
            grade: None,
            announced_at: None,
            reminded_at: None,
            left: None,
            in_person: false,
            renewed_through: None,
        }
    }

    /// Whether nothing that was done in it tells why it is completed: that was in a room, or in another course.
    #[must_use]
    pub const fn was_completed_elsewhere(&self) -> bool {
        self.in_person || self.renewed_through.is_some()
    }

    /// The versions that it had before the present one, oldest first.
    ///
    /// # Errors
    /// When what is stored is damaged.
    pub fn versions_left(&self) -> Result<Vec<LeftVersion>, AppError> {
        Ok(self.left.as_ref().map_or(Ok(Vec::new()), Json::read)?)
    }

    /// The same enrolment in another version.
    ///
    /// # Errors
    /// When what is stored is damaged.
    pub fn moved_to(self, version: VersionId, now: Timestamp) -> Result<Self, AppError> {
        let mut left = self.versions_left()?;
        left.push(LeftVersion { version: self.version, until: now });
        Ok(Self { version, left: Some(Json::of(&left)?), ..self })
    }

    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// From when on what is learned counts.
    #[must_use]
    pub fn began_at(&self) -> Timestamp {
        self.decided_at.unwrap_or(self.requested_at)
    }

    /// Whether somebody approved it, for as long as an office is vouched for.
    #[must_use]
    pub const fn is_approved(&self) -> bool {
        self.expires_at.is_some()
    }

    /// Whether it was approved on account of such an office.
    #[must_use]
    pub fn rests_on(&self, office: &Affiliation) -> bool {
        self.party == Some(office.party) && self.authority == Some(office.authority)
    }

    /// How it stands at a moment.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> EnrolmentStanding {
        match self.state {
            EnrolmentState::Requested => EnrolmentStanding::Requested,
            EnrolmentState::Active if self.is_expired(now) => EnrolmentStanding::Expired,
            EnrolmentState::Active => EnrolmentStanding::Active,
            EnrolmentState::Refused => EnrolmentStanding::Refused,
            EnrolmentState::Withdrawn => EnrolmentStanding::Withdrawn,
            EnrolmentState::Completed => EnrolmentStanding::Completed,
        }
    }

    /// Whether the course may be read on account of it: while it is active and after it was completed, expired or not. What another
    /// course completed opens nothing: nobody learns in it, and nobody approved it.
    #[must_use]
    pub const fn opens_course(&self) -> bool {
        matches!(self.state, EnrolmentState::Active | EnrolmentState::Completed) && self.renewed_through.is_none()
    }

    /// Whether it waits for a decision or is active.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, EnrolmentState::Requested | EnrolmentState::Active)
    }

    /// Whether what was learned may be noted: in an active enrolment, and in a completed one, where it no longer changes the
    /// completion or the grade. What was done before its end may be told afterwards.
    ///
    /// # Errors
    /// 409 when it is neither.
    pub fn admit_record(&self) -> Result<(), EnrolmentError> {
        if self.opens_course() { Ok(()) } else { Err(EnrolmentError::NotActive(self.state)) }
    }

    /// Whether something may be learned now: as [`admit_record`](Self::admit_record), and not after its end.
    ///
    /// # Errors
    /// 409 that says why not.
    pub fn admit_learning(&self, now: Timestamp) -> Result<(), EnrolmentError> {
        self.admit_record()?;
        match self.expires_at {
            Some(end) if end <= now => Err(EnrolmentError::Expired(end)),
            _ => Ok(()),
        }
    }
}

/// A language that a course is to be learned in, among those that it is offered in.
///
/// # Errors
/// 422 that points to `/locale`.
pub fn check_language(wanted: &Locale, offered: &[Locale]) -> Result<Locale, AppError> {
    if offered.contains(wanted) {
        return Ok(wanted.clone());
    }
    let names: Vec<String> = offered.iter().map(autonym).collect();
    let problem = FieldProblem::new("/locale", "enrolment-language-not-offered").with("languages", names);
    Err(Problem::invalid(vec![problem]).into())
}

/// The language in which a learner goes on in another version: the one that she asks for, else the one that she has. Where she would come
/// to read another language than now, she is asked first.
///
/// # Errors
/// 409 when the language that she asks for is not offered, or the one that she has was, and is no more.
pub fn language_in(
    (old, new): (&[Locale], &[Locale]),
    present: &Locale,
    wanted: Option<&Locale>,
) -> Result<Locale, AppError> {
    let is_left = wanted.is_some() || old.contains(present);
    let language = wanted.unwrap_or(present);
    if is_left && !new.contains(language) {
        let (language, offered) = (autonym(language), new.iter().map(autonym).collect());
        return Err(EnrolmentError::VersionNotInLanguage { language, offered }.into());
    }
    Ok(language.clone())
}

/// How far somebody has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressCounts {
    /// Activities that completion waits for and that are done.
    pub completed: u32,
    /// Activities that completion waits for.
    pub required: u32,
}

/// Somebody taking some course.
#[cfg(test)]
pub(super) fn sample(state: EnrolmentState, expires_at: Option<i64>) -> Enrolment {
    use crate::ids::Id as _;
    let now = Timestamp::from_micros(0);
    Enrolment {
        expires_at: expires_at.map(Timestamp::from_micros),
        ..Enrolment::new(
            (PersonId::new(now), EnrolmentId::new(now)),
            (CourseId::new(now), VersionId::new(now)),
            (state, Locale::FR),
            now,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Fault as _;
    use crate::ids::Id as _;
    use EnrolmentState as State;

    #[test]
    fn an_enrolment_remembers_the_versions_that_it_had() {
        let at = Timestamp::from_micros;
        let first = sample(State::Active, None);
        let [second, third] = [(); 2].map(|()| VersionId::new(at(0)));
        assert_eq!(first.versions_left().expect("a list"), []);
        let moved =
            first.clone().moved_to(second, at(5)).and_then(|moved| moved.moved_to(third, at(9))).expect("moved");
        let left =
            [LeftVersion { version: first.version, until: at(5) }, LeftVersion { version: second, until: at(9) }];
        assert_eq!((moved.version, moved.versions_left().expect("a list")), (third, left.to_vec()));
    }

    #[test]
    fn learning_is_noted_in_an_active_or_completed_enrolment_before_its_end() {
        for (state, end, refused) in [
            (State::Active, None, None),
            (State::Active, Some(11), None),
            (State::Active, Some(10), Some("enrolment-expired")),
            (State::Completed, None, None),
            (State::Completed, Some(10), Some("enrolment-expired")),
            (State::Requested, None, Some("enrolment-not-active")),
            (State::Refused, Some(10), Some("enrolment-not-active")),
            (State::Withdrawn, None, Some("enrolment-not-active")),
        ] {
            let outcome = sample(state, end).admit_learning(Timestamp::from_micros(10));
            assert_eq!(outcome.err().map(|error| error.problem().code), refused, "{state}, {end:?}");
        }
    }
}
