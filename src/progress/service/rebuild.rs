//! What is stored, compared with what events and attempts come to; and mended by them.

use std::collections::{BTreeMap, BTreeSet};

use super::complete::{AttemptOutcome, add_attempt, complete_course};
use super::credit;
use super::states::rebuilt;
use crate::certificates;
use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::ActivityId;
use crate::db::{Snapshot, Tx};
use crate::enrolments::{self, Enrolment, EnrolmentId, EnrolmentState};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::progress::model::{self, Event, EventKind, State};
use crate::progress::store::{self, Owner};

/// Something stored that is not what the events and the attempts of an enrolment come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// No event tells of an attempt that was closed.
    AttemptNotNoted { activity: ActivityId, submitted_at: Timestamp },
    /// An event tells of an attempt that is not there. It cannot be mended.
    AttemptMissing { activity: ActivityId, submitted_at: Timestamp },
    /// The state of an activity; `None`: nothing is stored, or there are no events.
    State { activity: ActivityId, stored: Option<State>, rebuilt: Option<State> },
    /// Nothing is left to do, and the enrolment is not completed.
    NotCompleted,
    /// The enrolment is completed, and something is left to do. It stays so: completion never goes back.
    CompletedTooEarly,
    /// The enrolment is completed, and no certificate followed though its course grants one.
    CertificateForgotten,
}

impl Difference {
    /// Whether [`repair`] mends it.
    #[must_use]
    pub const fn is_mendable(&self) -> bool {
        !matches!(self, Self::AttemptMissing { .. } | Self::CompletedTooEarly)
    }
}

/// Compares the states and the completion of an enrolment with what its events and its closed attempts come to. Nothing is
/// changed.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn compare(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
    attempts: &[AttemptOutcome],
) -> Result<Vec<Difference>, AppError> {
    let owner = Owner::from(enrolment);
    let mut histories = store::histories(snapshot.conn(), owner)?;
    let mut differences = missing(&histories, attempts);
    for attempt in unnoted(&histories, attempts) {
        let Event { activity, occurred_at: submitted_at, .. } = attempt.event(snapshot.now());
        differences.push(Difference::AttemptNotNoted { activity, submitted_at });
        histories.entry(attempt.activity.clone()).or_default().push(attempt.event(snapshot.now()));
    }
    let mut stored = store::states(snapshot.conn(), owner)?;
    let mut rebuilt = rebuilt(snapshot, library, enrolment, &histories)?;
    let completion = completion(snapshot, library, enrolment, &rebuilt)?;
    let activities: BTreeSet<ActivityId> = stored.keys().chain(rebuilt.keys()).cloned().collect();
    for activity in activities {
        let (stored, rebuilt) = (stored.remove(&activity), rebuilt.remove(&activity));
        if stored != rebuilt {
            differences.push(Difference::State { activity, stored, rebuilt });
        }
    }
    differences.extend(completion);
    Ok(differences)
}

type Histories = BTreeMap<ActivityId, Vec<Event>>;
/// An attempt by which it is recognised.
type Trace<'a> = (&'a ActivityId, Timestamp, Option<i32>, bool);

fn trace_of_attempt(attempt: &AttemptOutcome) -> Trace<'_> {
    (&attempt.activity, attempt.submitted_at, Some(attempt.score), attempt.passed)
}

fn trace_of_event(event: &Event) -> Trace<'_> {
    (&event.activity, event.occurred_at, event.score, event.kind == EventKind::Passed)
}

fn noted(histories: &Histories) -> Vec<Trace<'_>> {
    histories.values().flatten().filter(|event| event.kind.is_attempt()).map(trace_of_event).collect()
}

/// The attempts that no event tells of.
fn unnoted<'a>(histories: &Histories, attempts: &'a [AttemptOutcome]) -> Vec<&'a AttemptOutcome> {
    let mut noted = noted(histories);
    let is_unnoted = |attempt: &&AttemptOutcome| !take(&mut noted, &trace_of_attempt(attempt));
    attempts.iter().filter(is_unnoted).collect()
}

/// The events that tell of no attempt.
fn missing(histories: &Histories, attempts: &[AttemptOutcome]) -> Vec<Difference> {
    let mut there: Vec<Trace<'_>> = attempts.iter().map(trace_of_attempt).collect();
    let of_nothing = noted(histories).into_iter().filter(|event| !take(&mut there, event));
    let difference = |(activity, submitted_at, ..): Trace<'_>| Difference::AttemptMissing {
        activity: activity.clone(),
        submitted_at,
    };
    of_nothing.map(difference).collect()
}

/// Takes one that is the same out of a heap. `false` when there is none.
fn take(heap: &mut Vec<Trace<'_>>, wanted: &Trace<'_>) -> bool {
    let place = heap.iter().position(|trace| trace == wanted);
    place.map(|place| heap.swap_remove(place)).is_some()
}

fn completion(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    enrolment: &Enrolment,
    states: &BTreeMap<ActivityId, State>,
) -> Result<Option<Difference>, AppError> {
    let version = library.version(snapshot, enrolment.version)?;
    let is_done = |id: &ActivityId| states.get(id).is_some_and(|state| state.done.is_some());
    let removed = credit::removed(snapshot, library, &version, credit::done(states))?;
    let nothing_left = model::standing(&version.structure, is_done, &removed).is_complete();
    Ok(match enrolment.state {
        EnrolmentState::Active if nothing_left && enrolments::may_be_completed(snapshot, enrolment)? => {
            Some(Difference::NotCompleted)
        }
        EnrolmentState::Completed if !nothing_left && !enrolment.was_completed_elsewhere() => {
            Some(Difference::CompletedTooEarly)
        }
        EnrolmentState::Completed if certificates::was_forgotten(snapshot, library, enrolment)? => {
            Some(Difference::CertificateForgotten)
        }
        _ => None,
    })
}

/// Makes an enrolment what its events and its closed attempts come to.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn repair(
    tx: &mut Tx<'_>,
    library: &Library,
    (person, enrolment): (PersonId, EnrolmentId),
    attempts: &[AttemptOutcome],
) -> Result<(), AppError> {
    let Some(enrolment) = enrolments::find(tx, person, enrolment)? else { return Ok(()) };
    let (owner, now) = (Owner::from(&enrolment), tx.now());
    let histories = store::histories(tx.conn(), owner)?;
    for attempt in unnoted(&histories, attempts) {
        add_attempt(tx, owner, attempt)?;
    }
    let histories = store::histories(tx.conn(), owner)?;
    let (stored, states) = (store::states(tx.conn(), owner)?, rebuilt(tx, library, &enrolment, &histories)?);
    for (activity, state) in &states {
        if stored.get(activity) != Some(state) {
            store::set_state(tx.conn(), owner, activity, state, now)?;
        }
    }
    for activity in stored.keys() {
        if !states.contains_key(activity) {
            store::remove_state(tx.conn(), owner, activity)?;
        }
    }
    complete_course(tx, library, &enrolment, &states)?;
    match enrolments::find(tx, person, enrolment.id)? {
        Some(completed) if certificates::was_forgotten(tx, library, &completed)? => {
            let studied = model::studied(states.values()).map(|done| (done.version, &done.locale));
            certificates::on_completion(tx, library, &completed, studied)
        }
        _ => Ok(()),
    }
}
