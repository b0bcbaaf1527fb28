//! How the College says no, and how it says that something broke.
//!
//! [`AppError::Refused`] is an answer to the caller: a problem with a stable code, which is also the id of its Fluent
//! message. [`AppError::Broken`] is ours to mend: its cause is logged and never reaches a client.

use std::fmt;

use crate::i18n::{Args, Value};
use crate::throttle::Quota;

/// Why a use case did not happen.
#[derive(Debug)]
pub enum AppError {
    /// The caller can understand it and often mend it.
    Refused(Box<Problem>),
    /// The caller cannot help it.
    Broken(Cause),
}

/// What broke. Logged with the request's id, shown to nobody.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("stored JSON does not have the expected shape: {0}")]
    StoredJson(#[from] serde_json::Error),
    #[error("{0}")]
    Other(String),
}

/// A refusal, before it is put into words.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Stable, kebab-case; the id of the Fluent message whose value is the title and whose `.detail` is the detail.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What the message speaks of.
    pub args: Args,
    /// For 422: what is wrong with each member.
    pub fields: Vec<FieldProblem>,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<u64>,
    /// For 405: the methods that the resource has.
    pub allow: Option<String>,
    /// Where attempts are counted: what is left of them.
    pub quota: Option<Quota>,
}

/// One member of a body that was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldProblem {
    /// JSON Pointer (RFC 6901) to the member, e.g. `/items/0/name`.
    pub pointer: String,
    /// The id of the Fluent message that says what is wrong.
    pub code: &'static str,
    pub args: Args,
    /// The attribute of the message that says it; `None` when the message's value does.
    pub attribute: Option<&'static str>,
}

impl Problem {
    #[must_use]
    pub fn new(status: u16, code: &'static str) -> Self {
        Self { code, status, args: Args::new(), fields: Vec::new(), retry_after: None, allow: None, quota: None }
    }

    /// 401: nobody is signed in, or the token does not hold.
    #[must_use]
    pub fn unauthorised(code: &'static str) -> Self {
        Self::new(401, code)
    }

    /// 403: signed in, and not allowed.
    #[must_use]
    pub fn forbidden(code: &'static str) -> Self {
        Self::new(403, code)
    }

    /// 404: no such thing, or none that the caller may know of.
    #[must_use]
    pub fn not_found(code: &'static str) -> Self {
        Self::new(404, code)
    }

    /// 409: right in itself, and in conflict with the present state.
    #[must_use]
    pub fn conflict(code: &'static str) -> Self {
        Self::new(409, code)
    }

    /// 422: understood, and not acceptable; `fields` say where.
    #[must_use]
    pub fn invalid(fields: Vec<FieldProblem>) -> Self {
        Self { fields, ..Self::new(422, "body-invalid") }
    }

    /// 429: too often; try again when the quota is anew.
    #[must_use]
    pub fn too_many(code: &'static str, quota: Quota) -> Self {
        let seconds = quota.reset.as_secs();
        Self { retry_after: Some(seconds), quota: Some(quota), ..Self::new(429, code) }.with("seconds", seconds)
    }

    /// 503: not now; try again soon.
    #[must_use]
    pub fn busy() -> Self {
        Self { retry_after: Some(1), ..Self::new(503, "busy") }
    }

    /// 507: nothing can be written until somebody makes room.
    #[must_use]
    pub fn storage_full() -> Self {
        Self { retry_after: Some(60), ..Self::new(507, "storage-full") }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args = self.args.set(name, value);
        self
    }

    /// With what is left of the attempts of which this was one.
    #[must_use]
    pub fn with_quota(self, quota: Quota) -> Self {
        Self { quota: Some(quota), ..self }
    }
}

impl FieldProblem {
    /// A mistake whose message is a sentence by itself, as those of a course's check are.
    #[must_use]
    pub fn sentence(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { attribute: None, ..Self::new(pointer, code) }
    }

    #[must_use]
    pub fn new(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code, args: Args::new(), attribute: Some("detail") }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args = self.args.set(name, value);
        self
    }
}

/// A domain's refusals: each variant says its code, status and arguments.
pub trait Fault {
    fn problem(&self) -> Problem;
}

impl<F: Fault> From<F> for AppError {
    fn from(fault: F) -> Self {
        Self::Refused(Box::new(fault.problem()))
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Broken(Cause::Database(error))
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(Cause::StoredJson(error))
    }
}

impl AppError {
    /// Something broke for which no cause has a type of its own.
    #[must_use]
    pub fn broken(what: impl fmt::Display) -> Self {
        Self::Broken(Cause::Other(what.to_string()))
    }

    /// The code of a refusal.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Broken(_) => None,
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(problem) => out.write_str(problem.code),
            Self::Broken(cause) => cause.fmt(out),
        }
    }
}

impl std::error::Error for AppError {}
