//! How far learners have come, as lists of enrolments show it. The domain of progress knows, and stands above this one: it is
//! asked through [`Summaries`], which [`App`](crate::app::App) holds.

use std::collections::BTreeMap;

use super::model::{Enrolment, EnrolmentId, ProgressCounts};
use crate::courses::Library;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::ids::PersonId;

/// Counts for several enrolments of one person, in a constant number of queries. An enrolment may be missing: nothing is done
/// in it then.
pub type Summaries =
    fn(&mut Snapshot<'_>, &Library, PersonId, &[Enrolment]) -> Result<BTreeMap<EnrolmentId, ProgressCounts>, AppError>;

/// The counts of an enrolment in which nothing is done.
pub(super) fn beginning(required: usize) -> ProgressCounts {
    ProgressCounts { completed: 0, required: u32::try_from(required).unwrap_or(u32::MAX) }
}
