//! What the domain of progress knows and does for enrolments. It stands above this one: it is asked through [`Learning`], which
//! [`App`](crate::app::App) holds.

use std::collections::BTreeMap;

use super::model::{Enrolment, EnrolmentId, ProgressCounts};
use crate::courses::Library;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;

/// How far a person has come in several of her enrolments, in a constant number of queries. An enrolment may be missing: nothing
/// is done in it then.
type Counting =
    fn(&mut Snapshot<'_>, &Library, PersonId, &[Enrolment]) -> Result<BTreeMap<EnrolmentId, ProgressCounts>, AppError>;

/// Looks at an enrolment that has moved to another version: it is completed at once when nothing is left to do.
type Settling = fn(&mut Tx<'_>, &Library, &Enrolment) -> Result<(), AppError>;

/// How progress is asked.
#[derive(Clone, Copy)]
pub struct Learning {
    pub counts: Counting,
    pub settle: Settling,
}

/// The counts of an enrolment in which nothing is done.
pub(super) fn beginning(required: usize) -> ProgressCounts {
    ProgressCounts { completed: 0, required: u32::try_from(required).unwrap_or(u32::MAX) }
}
