//! What a job is.

use std::time::Duration;

use serde::Serialize;

use crate::clock::Timestamp;
use crate::db::Json;
use crate::error::AppError;
use crate::retry::pause_after;
use crate::{id_type, words};

/// A job that failed so often is given up, some two days after the first attempt.
const MOST_TRIES: i32 = 16;
/// What went wrong is kept for whoever looks into it, not more than this of it.
const LONGEST_REASON: usize = 300;

id_type!(
    /// A job in the queue.
    JobId
);

words!(
    /// Where a job stands.
    State {
        Waiting = "waiting",
        Done = "done",
        Failed = "failed",
    }
);

/// A job to be enqueued.
#[derive(Clone, Debug)]
pub struct Job {
    pub(super) kind: &'static str,
    pub(super) payload: Json,
    pub(super) once_key: Option<String>,
    pub(super) due_at: Option<Timestamp>,
}

impl Job {
    /// A job that is due at once.
    ///
    /// # Errors
    /// When the payload cannot be written as JSON.
    pub fn new(kind: &'static str, payload: &impl Serialize) -> Result<Self, AppError> {
        Ok(Self { kind, payload: Json::of(payload)?, once_key: None, due_at: None })
    }

    /// The same job, enqueued only if none is there under this key, waiting or settled in the last thirty days.
    #[must_use]
    pub fn once(self, key: impl Into<String>) -> Self {
        Self { once_key: Some(key.into()), ..self }
    }

    /// The same job, not before a moment.
    #[must_use]
    pub fn due_at(self, moment: Timestamp) -> Self {
        Self { due_at: Some(moment), ..self }
    }
}

/// A job that was claimed and is about to run.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub payload: Json,
    pub tries: i32,
    /// Until when it is ours.
    pub lease: Timestamp,
}

/// How far a handler came.
#[derive(Clone, Debug)]
pub enum Step {
    Done,
    /// There is more: run again, after others had their turn, with this payload.
    Continue(Json),
}

/// What became of a job that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// To be run again for a good reason: a chunk that follows, or the next time of something regular.
    Next {
        at: Timestamp,
        payload: Json,
    },
    Again {
        at: Timestamp,
        why: String,
    },
    Failed {
        why: String,
    },
}

impl Claimed {
    /// What happens to this job after a run. What is regular (`every`) is never done and never given up.
    #[must_use]
    pub fn outcome(&self, run: Result<Step, String>, every: Option<Duration>, now: Timestamp) -> Outcome {
        let failures = self.tries.saturating_add(1);
        let (why, every) = match (run, every) {
            (Ok(Step::Continue(payload)), _) => return Outcome::Next { at: now, payload },
            (Ok(Step::Done), Some(every)) => return Outcome::Next { at: now.plus(every), payload: Json::empty() },
            (Ok(Step::Done), None) => return Outcome::Done,
            (Err(why), every) => (why.chars().take(LONGEST_REASON).collect(), every),
        };
        match every {
            Some(every) => Outcome::Again { at: now.plus(pause_after(failures).min(every)), why },
            None if failures >= MOST_TRIES => Outcome::Failed { why },
            None => Outcome::Again { at: now.plus(pause_after(failures)), why },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(tries: i32) -> Claimed {
        let at = Timestamp::from_micros(0);
        Claimed { id: crate::ids::Id::new(at), kind: "test".into(), payload: Json::empty(), tries, lease: at }
    }

    #[test]
    fn what_becomes_of_a_job() {
        let now = Timestamp::from_micros(0);
        let hour = Duration::from_hours(1);
        let broken = || Err("broken".to_owned());
        let next = |at| Outcome::Next { at, payload: Json::empty() };
        assert_eq!(claimed(0).outcome(Ok(Step::Done), None, now), Outcome::Done);
        assert_eq!(claimed(0).outcome(Ok(Step::Done), Some(hour), now), next(now.plus(hour)));
        assert_eq!(claimed(0).outcome(Ok(Step::Continue(Json::empty())), Some(hour), now), next(now));
        assert_eq!(claimed(15).outcome(broken(), None, now), Outcome::Failed { why: "broken".into() });
        for (tries, every) in [(0, None), (14, None), (0, Some(hour)), (99, Some(hour))] {
            let Outcome::Again { at, .. } = claimed(tries).outcome(broken(), every, now) else { panic!("{tries}") };
            assert!(at > now && every.is_none_or(|every| at <= now.plus(every)));
        }
    }
}
