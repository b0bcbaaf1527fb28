//! Which versions people are enrolled in, and the languages they learn in, in memory: asked for with every lesson that is read.
//!
//! Sharded by the person, so that readers on different cores seldom meet; a shard is locked for as long as it takes to copy a
//! pointer. A person's own write forgets her here at once, other processes' writes as they are
//! [followed](crate::db::Db::follow).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::{Enrolment, EnrolmentState};
use super::service;
use crate::affiliations;
use crate::app::App;
use crate::cache::Cache;
use crate::courses::{CourseId, VersionId};
use crate::db::Change;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::{Id as _, PersonId};

const SHARDS: usize = 16;
/// Two generations of them at most: 40,000 people in all.
const PEOPLE_PER_SHARD: usize = 1_250;

/// What somebody reads of a course: in which version, and in which language unless she asks for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub version: VersionId,
    pub locale: Locale,
}

type Readings = Arc<BTreeMap<CourseId, Reading>>;

/// What this process remembers of people's enrolments.
pub struct Enrolled(Vec<Cache<PersonId, Readings>>);

impl Default for Enrolled {
    fn default() -> Self {
        Self((0..SHARDS).map(|_| Cache::new(PEOPLE_PER_SHARD)).collect())
    }
}

impl Enrolled {
    /// The last bits of an id are random.
    fn shard(&self, person: PersonId) -> Option<&Cache<PersonId, Readings>> {
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
        if [super::CHANGE, affiliations::CHANGE].contains(&change.kind.as_str())
            && let Ok(person) = change.key.parse()
        {
            self.forget(person);
        }
    }
}

/// Of several enrolments in a course the active one counts, else the latest that was completed.
fn readings(enrolments: &[Enrolment]) -> BTreeMap<CourseId, Reading> {
    let (active, completed): (Vec<_>, Vec<_>) =
        enrolments.iter().partition(|enrolment| enrolment.state == EnrolmentState::Active);
    let reading = |it: &Enrolment| (it.course, Reading { version: it.version, locale: it.locale.clone() });
    completed.into_iter().chain(active).map(reading).collect()
}

impl App {
    /// What a person may read of a course on account of an enrolment; `None` when she is not enrolled, or waits for a
    /// decision. Asks the database only when the person has not been here for a while.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn enrolled_in(&self, person: PersonId, course: CourseId) -> Result<Option<Reading>, AppError> {
        let Some(shard) = self.enrolled.shard(person) else { return Ok(None) };
        if let Some(known) = shard.get(&person) {
            return Ok(known.get(&course).cloned());
        }
        let seen = shard.seen();
        let read = self.db.read(move |snapshot| service::readable(snapshot, person)).await?;
        let known = Arc::new(readings(&read));
        shard.keep(person, Arc::clone(&known), seen);
        Ok(known.get(&course).cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::enrolments::model::sample;

    #[test]
    fn the_active_enrolment_counts_else_the_latest_that_was_completed() {
        let now = Timestamp::from_micros(0);
        let (course, other) = (CourseId::new(now), CourseId::new(now));
        let [first, second, third] = [(); 3].map(|()| VersionId::new(now));
        let rows = [
            (course, first, EnrolmentState::Active),
            (course, second, EnrolmentState::Completed),
            (other, second, EnrolmentState::Completed),
            (other, third, EnrolmentState::Completed),
        ];
        let found =
            readings(&rows.map(|(course, version, state)| Enrolment { course, version, ..sample(state, None) }));
        let version = |course| found.get(&course).map(|reading| reading.version);
        assert_eq!((version(course), version(other)), (Some(first), Some(third)));
    }
}
