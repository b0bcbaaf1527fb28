//! What an enrolment is.

use crate::clock::Timestamp;
use crate::courses::{CourseId, VersionId};
use crate::i18n::Locale;
use crate::id_type;
use crate::ids::PersonId;
use crate::parties::PartyCode;

id_type!(
    /// One person's enrolment in one version of a course.
    EnrolmentId
);

/// A person's place in a course.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub person: PersonId,
    pub course: CourseId,
    pub version: VersionId,
    pub locale: Locale,
    pub party: Option<PartyCode>,
    pub completed_at: Option<Timestamp>,
    /// Basis points.
    pub grade: Option<i32>,
}
