//! What a job is.

use serde::Serialize;

use crate::clock::Timestamp;
use crate::db::Json;
use crate::error::AppError;
use crate::id_type;

id_type!(
    /// A job in the queue.
    JobId
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

    /// The same job, enqueued only if none was ever enqueued under this key.
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

/// How far a handler came.
#[derive(Clone, Debug)]
pub enum Step {
    Done,
    /// There is more: run again at once, after others had their turn, with this payload.
    Continue(Json),
}
