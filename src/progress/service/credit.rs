//! Credit for activities that are no more.

use crate::courses::model::ActivityId;
use crate::courses::{Library, PublishedVersion, VersionId};
use crate::db::Snapshot;
use crate::error::AppError;
use crate::progress::model::{Removed, State};

/// The activities that are done and that a version no longer has.
pub(super) fn removed<'s>(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    version: &PublishedVersion,
    done: impl Iterator<Item = (&'s ActivityId, VersionId, Option<i32>)>,
) -> Result<Vec<Removed>, AppError> {
    let mut removed = Vec::new();
    for (id, done_in, score) in done.filter(|(id, ..)| version.structure.activity(id).is_none()) {
        let had = library.version(snapshot, done_in)?;
        removed.extend(had.structure.activity(id).cloned().map(|activity| Removed { activity, score }));
    }
    Ok(removed)
}

/// What states say is done, and in which version.
pub(super) fn done<'s>(
    states: impl IntoIterator<Item = (&'s ActivityId, &'s State)>,
) -> impl Iterator<Item = (&'s ActivityId, VersionId, Option<i32>)> {
    states.into_iter().filter_map(|(id, state)| Some((id, state.done.as_ref()?.version, state.score)))
}
