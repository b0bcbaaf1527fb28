//! What happens to attempts by itself.

use std::sync::Arc;
use std::time::Duration;

use super::service;
use crate::app::App;
use crate::db::Json;
use crate::jobs::{Handler, Running, Step};

/// Attempts in one run; each is a transaction of its own.
const CHUNK: i64 = 50;

/// The jobs of the quizzes.
pub const HANDLERS: &[Handler] =
    &[Handler { kind: "close-overdue-attempts", every: Some(Duration::from_mins(1)), run: close_overdue_attempts }];

/// An attempt that cannot be closed must not keep the others open.
fn close_overdue_attempts(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let overdue = app.db.read(|snapshot| service::list_overdue(snapshot, CHUNK)).await?;
        let mut closed = 0;
        for (person, id) in overdue {
            let library = app.library.clone();
            match app.db.write_later(move |tx| service::close_one(tx, &library, person, id)).await {
                Ok(()) => closed += 1,
                Err(error) => tracing::error!(attempt = %id, %error, "an overdue attempt could not be closed"),
            }
        }
        Ok(if closed == CHUNK { Step::Continue(Json::empty()) } else { Step::Done })
    })
}
