//! What a cohort is.

use diesel::Queryable;

use crate::clock::Timestamp;
use crate::id_type;
use crate::ids::PersonId;
use crate::parties::PartyCode;

pub const LONGEST_NAME: usize = 120;
pub const LONGEST_SPONSOR: usize = 200;

id_type!(
    /// A cohort.
    CohortId
);

/// People who learn together, as in a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Cohort {
    pub id: CohortId,
    pub name: String,
    /// Slug of the course that it is for; `None`: any.
    pub course: Option<String>,
    /// `None`: of several Parties.
    pub party: Option<PartyCode>,
    /// Who pays for it; empty when nobody does.
    pub sponsor: String,
    pub created_by: Option<PersonId>,
    pub created_at: Timestamp,
}
