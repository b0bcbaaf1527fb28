//! Issuing what completed enrolments are owed.

use std::sync::Arc;
use std::time::Duration;

use super::model::CandidateId;
use super::service::{self, ISSUE, Owed};
use crate::app::App;
use crate::db::{Json, Tx};
use crate::error::AppError;
use crate::jobs::{self, Handler, Running, Step};

const ISSUE_OWED: &str = "issue-owed-certificates";
/// Each is drawn, which takes some milliseconds.
const CHUNK: i64 = 20;

pub const HANDLERS: &[Handler] = &[
    Handler { kind: ISSUE, every: None, run: issue },
    Handler { kind: ISSUE_OWED, every: Some(Duration::from_hours(1)), run: issue_owed },
];

/// Looks at once, and not within the hour, for what is owed: at a start, when fonts may have been installed.
///
/// # Errors
/// When the database refuses.
pub fn resume(tx: &mut Tx<'_>) -> Result<(), AppError> {
    jobs::run_now(tx, ISSUE_OWED)
}

fn issue(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let owed: Owed = payload.read()?;
        app.issue_certificate(owed).await?;
        Ok(Step::Done)
    })
}

/// Issues whatever is owed and was not issued, whatever became of the job that should have: it could not be printed, the job
/// was given up, or lost.
fn issue_owed(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let after: Option<CandidateId> = payload.read()?;
        if !app.college().test {
            app.db.write_later(|tx| service::owe_for_tests(tx, CHUNK)).await?;
        }
        let found = app.db.read(move |snapshot| service::list_owed(snapshot, after, CHUNK)).await?;
        for (id, owed) in &found {
            if let Err(error) = app.issue_certificate(*owed).await {
                tracing::error!(candidate = %id, %error, "a certificate that is owed was not issued");
            }
        }
        found.last().map_or(Ok(Step::Done), |(last, _)| Ok(Step::Continue(Json::of(last)?)))
    })
}

impl App {
    /// Issues what is owed, unless it was issued before. The page is proved outside the transaction: a certificate that cannot
    /// be printed in full is not issued, and its candidate says why, until it can.
    async fn issue_certificate(&self, owed: Owed) -> Result<(), AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let facts =
            self.db.read(move |snapshot| service::establish_owed(snapshot, &library, &i18n, (owed, &college))).await?;
        let Some(facts) = facts else { return Ok(()) };
        let hindrance = self.prove(facts.clone()).await?;
        let note = move |tx: &mut Tx<'_>| match &hindrance {
            Some(hindrance) => service::note_hindrance(tx, owed, hindrance),
            None => service::issue(tx, &facts),
        };
        self.db.write_later(note).await
    }
}
