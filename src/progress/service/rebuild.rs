//! The states once more, from the events alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::courses::model::{ActivityId, CompletionRule, Score};
use crate::courses::{Library, VersionId};
use crate::db::Tx;
use crate::enrolments::{self, Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::progress::model::{Event, Rules, State};
use crate::progress::store;

/// An activity whose stored state is not what its events come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub activity: ActivityId,
    /// `None`: nothing was stored.
    pub stored: Option<State>,
    /// `None`: there are no events.
    pub rebuilt: Option<State>,
}

/// Makes the states of an enrolment from its events and compares them with what is stored; nothing is changed.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn rebuild(
    tx: &mut Tx<'_>,
    library: &Library,
    person: PersonId,
    enrolment: EnrolmentId,
) -> Result<Vec<Difference>, AppError> {
    let Some(enrolment) = enrolments::find(tx, person, enrolment)? else { return Ok(Vec::new()) };
    let mut stored = store::states(tx.conn(), (&enrolment).into())?;
    let mut rebuilt = BTreeMap::new();
    for (activity, events) in store::histories(tx.conn(), (&enrolment).into())? {
        let state = rebuild_one(tx, library, &enrolment, (&activity, &events))?;
        rebuilt.insert(activity, state);
    }
    let activities: BTreeSet<ActivityId> = stored.keys().chain(rebuilt.keys()).cloned().collect();
    let pairs = activities.into_iter().map(|activity| {
        let (stored, rebuilt) = (stored.remove(&activity), rebuilt.remove(&activity));
        Difference { activity, stored, rebuilt }
    });
    Ok(pairs.filter(|pair| pair.stored != pair.rebuilt).collect())
}

/// What is done by the rule of any version that the enrolment had stays done.
fn rebuild_one(
    tx: &mut Tx<'_>,
    library: &Library,
    enrolment: &Enrolment,
    (activity, events): (&ActivityId, &[Event]),
) -> Result<State, AppError> {
    let mut versions: Vec<VersionId> = events.iter().map(|event| event.edition.version).collect();
    versions.push(enrolment.version);
    versions.sort_unstable();
    versions.dedup();
    let mut score = Score::Best;
    let mut rules: Vec<CompletionRule> = Vec::new();
    for id in versions {
        let version = library.version(tx, id)?;
        let Some(found) = version.structure.activity(activity) else { continue };
        rules.push(found.completion);
        if id == enrolment.version {
            score = found.quiz().map_or(score, |quiz| quiz.score);
        }
    }
    let completion = rules.first().copied().unwrap_or(CompletionRule::Viewed);
    let mut state = State::of(Rules { completion, score }, events);
    for rule in rules {
        state.settle(rule, events);
    }
    Ok(state)
}
