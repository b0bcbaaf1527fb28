//! What happens to translations by itself.

use std::sync::Arc;
use std::time::Duration;

use super::model::{CatalogueId, ImportId};
use super::service::{course_publications, courses, editing, imports, leads, news, reaching, sources};
use crate::app::App;
use crate::courses::VersionId;
use crate::db::Json;
use crate::jobs::{self, Handler, Running, Step};

/// Whoever enrolled within this time counts when catalogues are put in order.
const OF_LATE: Duration = Duration::from_hours(90 * 24);

/// The jobs of the translations.
pub const HANDLERS: &[Handler] = &[
    Handler { kind: courses::NOTE, every: None, run: note_course },
    Handler { kind: course_publications::LOOK_AGAIN, every: None, run: look_again },
    Handler { kind: reaching::REACH, every: None, run: reach },
    Handler { kind: "rank-catalogues", every: Some(Duration::from_hours(24)), run: rank },
    Handler { kind: sources::COUNT, every: None, run: count },
    Handler { kind: imports::IMPORT, every: None, run: import },
    Handler { kind: "tell-translators", every: Some(Duration::from_hours(1)), run: tell_translators },
    Handler { kind: "miss-leads", every: Some(Duration::from_hours(24)), run: miss_leads },
];

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

/// Brings the languages of a version up to what was said of its texts.
fn look_again(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let version: VersionId = payload.read()?;
        // Each text of a batch asks for it.
        if app
            .db
            .read(move |snapshot| jobs::is_asked_again(snapshot, course_publications::LOOK_AGAIN, &payload))
            .await?
        {
            return Ok(Step::Done);
        }
        course_publications::look_again(&app.db, &app.i18n, version).await?;
        Ok(Step::Done)
    })
}

/// Brings what a language published of a course to one of the earlier versions that are studied still, then goes on to the next.
fn reach(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let reach: reaching::Reach = payload.read()?;
        let next = reaching::reach(&app.db, app.in_use, reach).await?;
        next.map_or(Ok(Step::Done), |next| Ok(Step::Continue(Json::of(&next)?)))
    })
}

/// Counts the translations of a catalogue whose source changed.
fn count(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let catalogue: CatalogueId = payload.read()?;
        sources::count(&app.db, catalogue).await?;
        Ok(Step::Done)
    })
}

/// Counts who studies what, and puts what trainees need most first.
fn rank(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let since = app.clock.now().minus(OF_LATE);
        let demand = app.demand;
        let counted = app.db.read(move |snapshot| demand(snapshot, since)).await?;
        let learners = counted
            .into_iter()
            .filter_map(|(course, count)| Some((app.library.current_of(course)?.slug().to_string(), count)))
            .collect();
        app.db.write_later(move |tx| editing::weigh(tx, &learners)).await?;
        Ok(Step::Done)
    })
}

/// Reads a file that came in, and takes what is new.
fn import(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let id: ImportId = payload.read()?;
        imports::run(&app, id).await?;
        Ok(Step::Done)
    })
}

/// Tells some of those who translate what was new until the day began; often, so that it is early in the day.
fn tell_translators(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let is_more = news::tell(&app).await?;
        Ok(if is_more { Step::Continue(Json::empty()) } else { Step::Done })
    })
}

/// Tells those who answer for all locales which of them nobody looks after.
fn miss_leads(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let looked = app.db.read(leads::look).await?;
        if !looked.is_empty() {
            app.db.write_later(move |tx| leads::tell(tx, &looked)).await?;
        }
        Ok(Step::Done)
    })
}
