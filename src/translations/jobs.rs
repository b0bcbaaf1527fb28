//! What happens to translations by itself.

use std::sync::Arc;

use super::service::{course_publications, courses};
use crate::app::App;
use crate::courses::VersionId;
use crate::db::Json;
use crate::jobs::{Handler, Running, Step};

/// The jobs of the translations.
pub const HANDLERS: &[Handler] = &[Handler { kind: courses::NOTE, every: None, run: note_course }];

/// Takes note of a version that was published, and brings the languages up to it in which the course was published before.
fn note_course(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let version: VersionId = payload.read()?;
        if let Some(subject) = courses::note(&app.db, version).await? {
            course_publications::carry_over(&app.db, &app.i18n, subject, version).await?;
        }
        Ok(Step::Done)
    })
}
