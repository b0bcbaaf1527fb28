//! Making cohorts and finding them.

use serde_json::json;

use super::error::CohortError;
use super::model::{Cohort, CohortId};
use super::store::{self, Filter};
use crate::accounts::Actor;
use crate::affiliations::{check_party, has_in_care, narrowed, parties_in_care};
use crate::audit;
use crate::courses::Library;
use crate::courses::model::Slug;
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, Problem};
use crate::parties::PartyCode;

/// A cohort to be made.
#[derive(Clone, Debug)]
pub struct NewCohort {
    pub name: String,
    pub course: Option<Slug>,
    pub party: Option<PartyCode>,
    pub sponsor: String,
}

/// Whether somebody may make cohorts of a Party, or of several (`None`).
///
/// # Errors
/// 403 unless the Secretariat acts, or a focal point of the Party.
pub fn may_make(actor: &Actor, party: Option<PartyCode>) -> Result<(), AppError> {
    match party {
        _ if actor.is_secretariat() => Ok(()),
        Some(party) if has_in_care(actor, party) => Ok(()),
        _ => Err(Problem::forbidden("forbidden").into()),
    }
}

/// Makes a cohort.
///
/// # Errors
/// 403 unless the Secretariat acts, or a focal point for her own Party; 422 when course or Party is not there.
pub fn make(tx: &mut Tx<'_>, actor: &Actor, library: &Library, new: &NewCohort) -> Result<Cohort, AppError> {
    may_make(actor, new.party)?;
    if let Some(party) = new.party {
        check_party(tx, party)?;
    }
    if let Some(course) = &new.course {
        library.current(course).map_err(|_| CohortError::CourseUnknown)?;
    }
    let cohort = Cohort {
        id: tx.new_id(),
        name: new.name.clone(),
        course: new.course.as_ref().map(ToString::to_string),
        party: new.party,
        sponsor: new.sponsor.clone(),
        created_by: Some(actor.person),
        created_at: tx.now(),
    };
    store::add(tx.conn(), &cohort)?;
    let about = json!({ "course": cohort.course, "party": cohort.party });
    audit::note(tx, Some(actor.person), "cohort-made", &cohort.id.to_string(), &about)?;
    Ok(cohort)
}

/// Which cohorts staff look at.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub party: Option<PartyCode>,
    pub course: Option<Slug>,
    pub before: Option<CohortId>,
}

/// Cohorts, the latest first.
///
/// # Errors
/// 403 unless the Secretariat asks, or a focal point for her own Party.
pub fn list(snapshot: &mut Snapshot<'_>, actor: &Actor, wanted: &Wanted, limit: i64) -> Result<Vec<Cohort>, AppError> {
    parties_in_care(actor)?;
    let course = wanted.course.as_ref().map(ToString::to_string);
    let filter = Filter { parties: narrowed(actor, wanted.party)?, course, before: wanted.before };
    Ok(store::list(snapshot.conn(), &filter, limit)?)
}

/// A cohort that a body names.
///
/// # Errors
/// 422 that points to `/cohort`.
pub fn find(snapshot: &mut Snapshot<'_>, id: CohortId) -> Result<Cohort, AppError> {
    store::find(snapshot.conn(), id)?.ok_or_else(|| CohortError::Unknown.into())
}
