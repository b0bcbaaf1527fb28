//! Which versions people are enrolled in, in memory: asked for with every lesson that is read.
//!
//! Sharded by the person, so that readers on different cores seldom meet; a shard is locked for as long as it takes to copy a
//! pointer. A person's own write forgets her here at once, other processes' writes as they are
//! [followed](crate::db::Db::follow).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::EnrolmentState;
use super::store;
use crate::app::App;
use crate::cache::Cache;
use crate::courses::{CourseId, VersionId};
use crate::db::Change;
use crate::error::AppError;
use crate::ids::{Id as _, PersonId};

const SHARDS: usize = 16;
/// Two generations of them at most: 40,000 people in all.
const PEOPLE_PER_SHARD: usize = 1_250;

type Versions = Arc<BTreeMap<CourseId, VersionId>>;

/// What this process remembers of people's enrolments.
pub struct Enrolled(Vec<Cache<PersonId, Versions>>);

impl Default for Enrolled {
    fn default() -> Self {
        Self((0..SHARDS).map(|_| Cache::new(PEOPLE_PER_SHARD)).collect())
    }
}

impl Enrolled {
    /// The last bits of an id are random.
    fn shard(&self, person: PersonId) -> Option<&Cache<PersonId, Versions>> {
        self.0.get(usize::from(person.uuid().as_bytes()[15]) % SHARDS)
    }

    /// To be called when a person's enrolments have changed.
    pub fn forget(&self, person: PersonId) {
        if let Some(shard) = self.shard(person) {
            shard.forget(&person);
        }
    }

    /// Applies a change that this or another process announced.
    pub fn apply(&self, change: &Change) {
        if change.kind == super::CHANGE
            && let Ok(person) = change.key.parse()
        {
            self.forget(person);
        }
    }
}

/// Of several enrolments in a course the active one counts, else the latest that was completed.
fn versions(rows: Vec<(CourseId, VersionId, EnrolmentState)>) -> BTreeMap<CourseId, VersionId> {
    let (active, completed): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, _, state)| *state == EnrolmentState::Active);
    completed.into_iter().chain(active).map(|(course, version, _)| (course, version)).collect()
}

impl App {
    /// The version of a course that a person may read on account of an enrolment; `None` when she is not enrolled, or waits
    /// for a decision. Asks the database only when the person has not been here for a while.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn enrolled_version(&self, person: PersonId, course: CourseId) -> Result<Option<VersionId>, AppError> {
        let Some(shard) = self.enrolled.shard(person) else { return Ok(None) };
        if let Some(known) = shard.get(&person) {
            return Ok(known.get(&course).copied());
        }
        let seen = shard.seen();
        let rows = self.db.read(move |snapshot| Ok(store::readable(snapshot.conn(), person)?)).await?;
        let known = Arc::new(versions(rows));
        shard.keep(person, Arc::clone(&known), seen);
        Ok(known.get(&course).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    #[test]
    fn the_active_enrolment_counts_else_the_latest_that_was_completed() {
        let now = Timestamp::from_micros(0);
        let (course, other) = (CourseId::new(now), CourseId::new(now));
        let [first, second, third] = [(); 3].map(|()| VersionId::new(now));
        let found = versions(vec![
            (course, first, EnrolmentState::Active),
            (course, second, EnrolmentState::Completed),
            (other, second, EnrolmentState::Completed),
            (other, third, EnrolmentState::Completed),
        ]);
        assert_eq!((found.get(&course), found.get(&other)), (Some(&first), Some(&third)));
    }
}
