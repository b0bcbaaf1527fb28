//! What happens to attempts by itself.

use std::sync::Arc;
use std::time::Duration;

use super::service::{self, Overdue};
use crate::app::App;
use crate::db::Json;
use crate::jobs::{Handler, Running, Step};

/// Attempts in one run; each is a transaction of its own.
const CHUNK: usize = 50;

/// The jobs of the quizzes.
pub const HANDLERS: &[Handler] =
    &[Handler { kind: "close-overdue-attempts", every: Some(Duration::from_mins(1)), run: close_overdue_attempts }];

/// An attempt that cannot be closed must not keep the others open: each run goes on after the last one that was tried.
fn close_overdue_attempts(app: Arc<App>, place: Json) -> Running {
    Box::pin(async move {
        let after: Option<Overdue> = place.read()?;
        let overdue = app.db.read(move |snapshot| service::list_overdue(snapshot, after, CHUNK)).await?;
        let last = overdue.get(CHUNK - 1).copied();
        for (_, person, id) in overdue {
            let library = app.library.clone();
            if let Err(error) = app.db.write_later(move |tx| service::close_one(tx, &library, person, id)).await {
                tracing::error!(attempt = %id, %error, "an overdue attempt could not be closed");
            }
        }
        Ok(if last.is_some() { Step::Continue(Json::of(&last)?) } else { Step::Done })
    })
}
