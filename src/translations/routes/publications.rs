//! `/locales/{tag}/publications`: what a language serves.

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::error::AppError;
use crate::http::{AppData, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;
use crate::translations::model::UnitId;
use crate::translations::service::publications as service;
use crate::translations::service::publishing::{self, RolledBack};
use crate::translations::service::returning::{MOST_TOLD, Returning};
use crate::translations::store::publications::{Publication, PublicationId};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(create_of_course).service(roll_back);
}

/// What a language serves from a moment on.
#[derive(Debug, Serialize, ToSchema)]
struct LocalePublicationView {
    id: PublicationId,
    #[schema(example = "sw")]
    locale: String,
    /// `interface`, or a course's catalogue.
    #[schema(example = "interface")]
    subject: String,
    /// From 1.
    generation: i32,
    /// Texts that it has.
    units: i32,
    /// The earlier publication whose texts it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    rolled_back_to: Option<PublicationId>,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
}

impl From<Publication> for LocalePublicationView {
    fn from(publication: Publication) -> Self {
        let Publication { id, locale, subject, generation, unit_count: units, rolled_back_to, published_at, .. } =
            publication;
        Self { id, locale: locale.to_string(), subject, generation, units, rolled_back_to, published_at }
    }
}

/// What becomes of texts that a rollback took away.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PublishQuery {
    /// Publish them, too, where they are approved still.
    #[serde(default)]
    brings_back: bool,
}

/// The publications of a language, the latest first.
#[utoipa::path(
    operation_id = "listLocalePublications", tag = "translations",
    params(("tag" = String, Path, example = "sw"), PageQuery),
    responses((status = 200, body = Page<LocalePublicationView>)),
    extensions(("x-problems" = json!(["locale-unknown"]))),
)]
#[get("/locales/{tag}/publications")]
async fn list(
    app: AppData,
    tag: Path<Locale>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let rows = app.db.read(move |snapshot| service::list(snapshot, &tag.0, before, limit + 1)).await?;
    Ok(Page::new(rows, limit, |publication| publication.id).map(LocalePublicationView::from).respond(&request))
}

/// Publishes what is approved of the interface. For the language's lead.
///
/// Every message is formatted once before; what cannot be served is told, and nothing changes then. Trainees read what is published
/// within a second, on every instance.
#[utoipa::path(
    operation_id = "publishLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), PublishQuery),
    responses((status = 201, body = LocalePublicationView)),
    extensions(
        ("x-creates" = json!("/locales/{tag}/publications")),
        ("x-problems" = json!([
            "forbidden", "locale-unknown", "locale-closed", "source-language", "publication-brings-back",
            "publication-not-complete", "publication-refused",
        ])),
    ),
)]
#[post("/locales/{tag}/publications")]
async fn create(app: AppData, actor: Actor, tag: Path<Locale>, query: Query<PublishQuery>) -> Result<Reply, AppError> {
    reply(publishing::publish_interface(&app, &actor, &tag.0, query.0.brings_back).await?)
}

/// Publishes what is approved of a course, as a new edition of its current version. For the language's lead.
///
/// Every text by which trainees are marked has to be approved and up to date; other texts that are missing are shown in the languages
/// that stand in, each marked as such, and lessons say when they are stale.
#[utoipa::path(
    operation_id = "publishCourseLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), ("slug" = String, Path, example = "introduction-to-cites"), PublishQuery),
    responses((status = 201, body = LocalePublicationView)),
    extensions(
        ("x-creates" = json!("/locales/{tag}/publications")),
        ("x-problems" = json!([
            "forbidden", "locale-unknown", "locale-closed", "course-unknown", "catalogue-unknown", "source-language",
            "publication-brings-back", "publication-not-complete", "publication-assessment-not-complete", "publication-refused",
        ])),
    ),
)]
#[post("/locales/{tag}/courses/{slug}/publications")]
async fn create_of_course(
    app: AppData,
    actor: Actor,
    path: Path<(Locale, Slug)>,
    query: Query<PublishQuery>,
) -> Result<Reply, AppError> {
    let (tag, slug) = path.0;
    reply(publishing::publish_course(&app, &actor, (&tag, &slug), query.0.brings_back).await?)
}

/// A text that is approved, and that readers do not have any more since a rollback.
#[derive(Debug, Serialize, ToSchema)]
struct ReturningView {
    unit: UnitId,
    #[schema(example = "interface/mail")]
    catalogue: String,
    #[schema(example = "mail-welcome")]
    key: String,
}

impl From<Returning> for ReturningView {
    fn from(Returning { unit, catalogue, key }: Returning) -> Self {
        Self { unit, catalogue, key }
    }
}

/// An earlier publication that is served again.
#[derive(Debug, Serialize, ToSchema)]
struct RollbackView {
    #[serde(flatten)]
    publication: LocalePublicationView,
    /// Texts that readers had, that are approved and that it does not have: the next publication would bring them back, and asks before.
    differing: usize,
    /// The first 100 of them.
    texts: Vec<ReturningView>,
    /// Of a course: texts by which trainees are marked, and that it lacks or has for an earlier source by now. While there are any, the
    /// course is not offered in the language; those who began a quiz in it go on.
    unfit: usize,
}

/// Publishes what an earlier publication has. For the language's lead.
///
/// What of a course is stale by now is told in its lessons; a text by which trainees are marked, and that is stale or missing, refuses
/// nothing, but the course is not offered in the language until the next publication.
///
/// No text loses its approval by it: the answer lists those that are approved, were served and are not now. Whoever reviews may take the
/// approval of the wrong ones back; the next publication asks before it brings back the others.
#[utoipa::path(
    operation_id = "rollBackLocale", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw"), ("id" = PublicationId, Path)),
    responses((status = 201, body = RollbackView)),
    extensions(
        ("x-creates" = json!("/locales/{tag}/publications")),
        ("x-problems" = json!([
            "forbidden", "locale-unknown", "locale-closed", "publication-unknown", "publication-refused", "course-unknown",
            "catalogue-unknown", "source-language",
        ])),
    ),
)]
#[post("/locales/{tag}/publications/{id}/rollback")]
async fn roll_back(app: AppData, actor: Actor, path: Path<(Locale, PublicationId)>) -> Result<Reply, AppError> {
    let (tag, id) = path.0;
    let RolledBack { publication, returning, unfit } = publishing::roll_back(&app, &actor, &tag, id).await?;
    let (location, publication) = (location(&publication), publication.into());
    let differing = returning.len();
    let texts = returning.into_iter().take(MOST_TOLD).map(ReturningView::from).collect();
    Reply::created(location, &RollbackView { publication, differing, texts, unfit })
}

fn location(publication: &Publication) -> String {
    format!("/api/v1/locales/{}/publications", publication.locale)
}

fn reply(publication: Publication) -> Result<Reply, AppError> {
    Reply::created(location(&publication), &LocalePublicationView::from(publication))
}
