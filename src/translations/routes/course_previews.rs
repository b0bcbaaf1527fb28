//! `/locales/{tag}/courses/{slug}/preview`: a course as trainees would see it.

use std::sync::Arc;

use actix_web::get;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::courses::model::{ActivityId, Slug};
use crate::courses::{ActivityView, CourseError, Outline, PublishedVersion, QuestionView};
use crate::error::AppError;
use crate::http::{AppData, Path, Query, Reply};
use crate::i18n::{Direction, Locale, Pseudo};
use crate::translations::model::{Standing, TranslationId, UnitId};
use crate::translations::service::course_previews::{self as service, Preview, Unapproved};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(show_activity);
}

/// What a preview is made of.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PreviewQuery {
    /// Whether a suggestion is shown where nothing is approved, or what is approved is older.
    #[serde(default)]
    #[param(example = true)]
    suggestions: bool,
}

/// An outline that trainees do not see yet.
#[derive(Debug, Serialize, ToSchema)]
struct OutlinePreview {
    #[serde(flatten)]
    outline: Outline,
    preview: PreviewState,
}

/// An activity that trainees do not see yet.
#[derive(Debug, Serialize, ToSchema)]
struct ActivityPreview {
    #[serde(flatten)]
    activity: ActivityView,
    /// Questions of which an attempt draws some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    drawn: Vec<QuestionView>,
    preview: PreviewState,
}

/// What tells a preview from what is published.
#[derive(Debug, Serialize, ToSchema)]
struct PreviewState {
    /// Whether suggestions are shown.
    suggestions: bool,
    /// The texts that are not approved as they stand here, in reading order.
    unapproved: Vec<UnapprovedView>,
}

/// A text that is not approved as it stands in a preview.
#[derive(Debug, Serialize, ToSchema)]
struct UnapprovedView {
    unit: UnitId,
    #[schema(example = "activities/welcome")]
    key: String,
    standing: Standing,
    /// The suggestion that is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<TranslationId>,
    /// The language of what is shown.
    #[schema(example = "en")]
    lang: String,
    #[schema(value_type = String, example = "ltr")]
    dir: Direction,
}

impl From<Unapproved> for UnapprovedView {
    fn from(text: Unapproved) -> Self {
        let Unapproved { unit, key, standing, suggestion, locale, .. } = text;
        let (dir, lang) = (locale.direction(), locale.to_string());
        Self { unit, key: key.to_string(), standing, suggestion, lang, dir }
    }
}

/// The outline of a course as trainees would see it in a language, for those who translate the course into it or write it.
///
/// It has what is approved, and with `suggestions` also what waits for a reviewer. Other texts are in a language that stands in. In
/// the pseudo-locales `en-XA` and `ar-XB` the original is made strange.
#[utoipa::path(
    operation_id = "previewCourse", tag = "translations", security(("session" = [])),
    params(
        ("tag" = String, Path, example = "sw"), ("slug" = String, Path, example = "introduction-to-cites"), PreviewQuery,
    ),
    responses((status = 200, body = OutlinePreview)),
    extensions(("x-problems" = json!([
        "locale-unknown", "locale-closed", "course-unknown", "catalogue-unknown", "source-language", "publication-refused",
    ]))),
)]
#[get("/locales/{tag}/courses/{slug}/preview")]
async fn show(
    app: AppData,
    actor: Actor,
    path: Path<(Locale, Slug)>,
    query: Query<PreviewQuery>,
) -> Result<Reply, AppError> {
    let (tag, slug) = path.0;
    let version = app.library.current(&slug)?;
    let suggestions = query.0.suggestions;
    let Preview { edition, unapproved, .. } = preview(&app, actor, tag, &version, suggestions).await?;
    let is_shown = |key: &Unapproved| key.section.is_none() || key.is_title();
    let unapproved = unapproved.into_iter().filter(is_shown).map(UnapprovedView::from).collect();
    let outline = Outline::new(&version, &edition);
    Reply::ok(&OutlinePreview { outline, preview: PreviewState { suggestions, unapproved } })
}

/// A lesson, or a quiz without its keys, as trainees would see it in a language; for those who translate the course into it or write
/// it.
///
/// It has what is approved, and with `suggestions` also what waits for a reviewer. Other texts are in a language that stands in. In
/// the pseudo-locales `en-XA` and `ar-XB` the original is made strange.
#[utoipa::path(
    operation_id = "previewActivity", tag = "translations", security(("session" = [])),
    params(
        ("tag" = String, Path, example = "sw"), ("slug" = String, Path, example = "introduction-to-cites"),
        ("activity" = String, Path, example = "welcome"), PreviewQuery,
    ),
    responses((status = 200, body = ActivityPreview)),
    extensions(("x-problems" = json!([
        "locale-unknown", "locale-closed", "course-unknown", "activity-unknown", "catalogue-unknown", "source-language",
        "publication-refused",
    ]))),
)]
#[get("/locales/{tag}/courses/{slug}/preview/activities/{activity}")]
async fn show_activity(
    app: AppData,
    actor: Actor,
    path: Path<(Locale, Slug, ActivityId)>,
    query: Query<PreviewQuery>,
) -> Result<Reply, AppError> {
    let (tag, slug, id) = path.0;
    let version = app.library.current(&slug)?;
    version.structure.activity(&id).ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    let suggestions = query.0.suggestions;
    let Preview { edition, pictures, unapproved } = preview(&app, actor, tag, &version, suggestions).await?;
    let activity = ActivityView::new(&version, &edition, &id);
    let activity = activity.ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    let unapproved = unapproved.into_iter().filter(|text| text.section.as_ref() == Some(&id));
    Reply::ok(&ActivityPreview {
        activity: activity.with_pictures(&version, &edition, &pictures),
        drawn: QuestionView::drawn(&version, &edition, &id),
        preview: PreviewState { suggestions, unapproved: unapproved.map(UnapprovedView::from).collect() },
    })
}

async fn preview(
    app: &AppData,
    actor: Actor,
    tag: Locale,
    version: &Arc<PublishedVersion>,
    suggestions: bool,
) -> Result<Preview, AppError> {
    let (id, of) = (version.id, Arc::clone(version));
    if let Some(pseudo) = Pseudo::of(&tag) {
        let wanted = tag.clone();
        app.db.read(move |snapshot| service::find_readable(snapshot, &actor, &wanted, id)).await?;
        return app.readers.run(move || service::made_strange(&of, &tag, pseudo)).await?;
    }
    let waiting = app.db.read(move |snapshot| service::gather(snapshot, &actor, (&tag, id), suggestions)).await?;
    let i18n = app.i18n.clone();
    app.readers.run(move || service::assemble(waiting, &of, &i18n)).await?
}
