//! What the events of an enrolment come to, made from all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::courses::model::{ActivityId, Score};
use crate::courses::{Library, PublishedVersion, VersionId};
use crate::db::{Snapshot, Tx};
use crate::enrolments::Enrolment;
use crate::error::AppError;
use crate::progress::model::{Event, Rules, State};
use crate::progress::store;

/// The state of every activity that has events, from them alone.
pub(super) fn rebuilt(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
    histories: &BTreeMap<ActivityId, Vec<Event>>,
) -> Result<BTreeMap<ActivityId, State>, AppError> {
    let mut states = BTreeMap::new();
    for (activity, events) in histories {
        let state = rebuilt_one(snapshot, library, enrolment, (activity, events))?;
        states.insert(activity.clone(), state);
    }
    Ok(states)
}

/// The state of one activity from its events.
fn rebuilt_one(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
    (activity, events): (&ActivityId, &[Event]),
) -> Result<State, AppError> {
    let rules: Vec<Rules> = versions(snapshot, library, enrolment, events)?
        .iter()
        .filter_map(|version| {
            let found = version.structure.activity(activity)?;
            let score = found.quiz().map_or(Score::Best, |quiz| quiz.score);
            Some(Rules { version: version.id, completion: found.completion, score })
        })
        .collect();
    Ok(State::of(&rules, events))
}

/// The versions whose rules matter, oldest first: those that the enrolment has and had, and those of the events, as an attempt
/// ends in the version that it began in.
fn versions(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
    events: &[Event],
) -> Result<Vec<Arc<PublishedVersion>>, AppError> {
    let mut ids: BTreeSet<VersionId> = events.iter().map(|event| event.edition.version).collect();
    ids.extend(enrolment.versions_left()?.iter().map(|left| left.version));
    ids.insert(enrolment.version);
    let mut versions = ids.into_iter().map(|id| library.version(snapshot, id)).collect::<Result<Vec<_>, AppError>>()?;
    versions.sort_by_key(|version| version.number);
    Ok(versions)
}

/// Makes the state of one activity from its history, and stores it.
pub(super) fn renew(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    (activity, before): (&ActivityId, Option<&State>),
) -> Result<State, AppError> {
    let history = store::history(tx.conn(), enrolment.into(), activity)?;
    let state = rebuilt_one(tx, library, enrolment, (activity, &history))?.after(before);
    let now = tx.now();
    store::set_state(tx.conn(), enrolment.into(), activity, &state, now)?;
    Ok(state)
}
