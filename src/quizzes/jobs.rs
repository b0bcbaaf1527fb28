//! What happens to attempts by itself.

use std::sync::Arc;
use std::time::Duration;

use super::model::Overdue;
use super::service;
use crate::app::App;
use crate::db::Json;
use crate::jobs::{Handler, Running, Step};

/// Attempts in one run; each is a transaction of its own.
const CHUNK: i64 = 50;

/// The jobs of the quizzes.
pub const HANDLERS: &[Handler] =
    &[Handler { kind: "close-overdue-attempts", every: Some(Duration::from_mins(1)), run: close_overdue_attempts }];

/// An attempt that cannot be closed must not keep the others open: each run goes on after the last one that was read.
fn close_overdue_attempts(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let after: Option<Overdue> = payload.read()?;
        let overdue = app.db.read(move |snapshot| service::list_overdue(snapshot, after, CHUNK)).await?;
        for &Overdue { person, id, .. } in &overdue {
            let library = app.library.clone();
            if let Err(error) = app.db.write_later(move |tx| service::close_one(tx, &library, person, id)).await {
                tracing::error!(attempt = %id, %error, "an overdue attempt could not be closed");
            }
        }
        let is_full = i64::try_from(overdue.len()).is_ok_and(|read| read == CHUNK);
        Ok(match overdue.last().filter(|_| is_full) {
            Some(last) => Step::Continue(Json::of(last)?),
            None => Step::Done,
        })
    })
}
