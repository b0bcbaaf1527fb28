//! How far somebody has come.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::credit;
use crate::accounts::Actor;
use crate::courses::model::ActivityId;
use crate::courses::{Library, PublishedVersion, VersionId};
use crate::db::Snapshot;
use crate::enrolments::{self, Enrolment, EnrolmentId, ProgressCounts};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::progress::model::{self, Standing, State};
use crate::progress::store;

/// Everything there is to tell of an enrolment's progress.
pub struct Overview {
    pub enrolment: Enrolment,
    pub version: Arc<PublishedVersion>,
    pub standing: Standing,
    pub states: BTreeMap<ActivityId, State>,
    /// Of the completion, else of the scores so far.
    pub grade: Option<i32>,
    /// Where to go on.
    pub next: Option<ActivityId>,
}

/// The progress of the person's own enrolment, in whatever state it is.
///
/// # Errors
/// 404 as [`enrolments::find_own`].
pub fn show(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    actor: &Actor,
    enrolment: EnrolmentId,
) -> Result<Overview, AppError> {
    let enrolment = enrolments::find_own(snapshot, actor, enrolment)?;
    let version = library.version(snapshot, enrolment.version)?;
    let states = store::states(snapshot.conn(), (&enrolment).into())?;
    let is_done = |id: &ActivityId| states.get(id).is_some_and(|state| state.done.is_some());
    let removed = credit::removed(snapshot, library, &version, credit::done(&states))?;
    let standing = model::standing(&version.structure, is_done, &removed);
    let next = match enrolment.completed_at {
        Some(_) => None,
        None => model::next_activity(&version.structure, &standing, is_done).cloned(),
    };
    let grade = match enrolment.completed_at {
        Some(_) => enrolment.grade,
        None => model::grade(&version.structure, |id| states.get(id).and_then(|state| state.score), &removed),
    };
    Ok(Overview { enrolment, version, standing, states, grade, next })
}

/// How far somebody has come in an enrolment, in short.
pub struct Outlook {
    pub version: Arc<PublishedVersion>,
    pub counts: ProgressCounts,
    /// Where to go on.
    pub next: Option<ActivityId>,
}

/// How far a person has come in some of her enrolments: one query for all.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn summaries(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    person: PersonId,
    enrolments: &[Enrolment],
) -> Result<BTreeMap<EnrolmentId, ProgressCounts>, AppError> {
    let outlooks = outlooks(snapshot, library, person, enrolments)?;
    Ok(outlooks.into_iter().map(|(id, outlook)| (id, outlook.counts)).collect())
}

/// As [`summaries`], with where to go on in each.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn outlooks(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    person: PersonId,
    enrolments: &[Enrolment],
) -> Result<BTreeMap<EnrolmentId, Outlook>, AppError> {
    let ids: Vec<EnrolmentId> = enrolments.iter().map(|enrolment| enrolment.id).collect();
    let mut done: HashMap<EnrolmentId, HashMap<ActivityId, VersionId>> = HashMap::new();
    for (enrolment, activity, version) in store::done(snapshot.conn(), person, &ids)? {
        done.entry(enrolment).or_default().insert(activity, version);
    }
    let mut outlooks = BTreeMap::new();
    for enrolment in enrolments {
        let version = library.version(snapshot, enrolment.version)?;
        let own = done.remove(&enrolment.id).unwrap_or_default();
        let pairs = own.iter().map(|(id, version)| (id, *version, None));
        let removed = credit::removed(snapshot, library, &version, pairs)?;
        let is_done = |id: &ActivityId| own.contains_key(id);
        let standing = model::standing(&version.structure, is_done, &removed);
        let counts = ProgressCounts { completed: standing.completed, required: standing.required };
        let next = match enrolment.completed_at {
            Some(_) => None,
            None => model::next_activity(&version.structure, &standing, is_done).cloned(),
        };
        outlooks.insert(enrolment.id, Outlook { version, counts, next });
    }
    Ok(outlooks)
}
