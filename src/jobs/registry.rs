//! Which kinds of job there are, and who does them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::model::Step;
use super::schedule;
use crate::accounts;
use crate::app::App;
use crate::db::Json;
use crate::error::AppError;
use crate::{certificates, enrolments, quizzes, translations};

/// A job at work.
pub type Running = Pin<Box<dyn Future<Output = Result<Step, AppError>> + Send>>;

/// Does the jobs of one kind. It may be run again for the same job, so what it does has its effect once.
#[derive(Clone, Copy)]
pub struct Handler {
    pub kind: &'static str,
    /// For what happens regularly: how long after one run the next begins.
    pub every: Option<Duration>,
    pub run: fn(Arc<App>, Json) -> Running,
}

/// The handlers that a worker has.
#[derive(Clone)]
pub struct Registry(Arc<[Handler]>);

impl Registry {
    /// Everything that the College does. A domain's handlers are listed here.
    #[must_use]
    pub fn of_the_college() -> Self {
        Self::new(
            [
                schedule::HANDLERS,
                accounts::HANDLERS,
                enrolments::HANDLERS,
                quizzes::HANDLERS,
                certificates::HANDLERS,
                translations::HANDLERS,
            ]
            .concat(),
        )
    }

    pub fn new(handlers: impl IntoIterator<Item = Handler>) -> Self {
        Self(handlers.into_iter().collect())
    }

    pub(super) fn find(&self, kind: &str) -> Option<&Handler> {
        self.0.iter().find(|handler| handler.kind == kind)
    }

    /// A newer version may have enqueued a kind that this one does not know: it is left to that version.
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        self.0.iter().map(|handler| handler.kind).collect()
    }

    pub(super) fn regular(&self) -> impl Iterator<Item = &Handler> {
        self.0.iter().filter(|handler| handler.every.is_some())
    }
}
