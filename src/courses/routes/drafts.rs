//! `/courses` for authors and the Secretariat: uploading a package, looking at drafts, publishing one.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::app::App;
use crate::clock::Timestamp;
use crate::courses::error::CourseError;
use crate::courses::library::PublishedVersion;
use crate::courses::model::{ActivityId, Compiled, Language, Slug};
use crate::courses::store::{Draft, DraftId, Origin};
use crate::courses::upload;
use crate::courses::views::{ActivityView, Outline};
use crate::courses::{LeftBehind, Publication, VersionId};
use crate::db::Tx;
use crate::error::{AppError, Problem};
use crate::http::json::BodyDigest;
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::ids::PersonId;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(upload_package).service(list).service(show).service(show_activity).service(publish);
}

/// What an upload holds.
#[derive(Debug, Serialize, ToSchema)]
struct UploadView {
    /// The draft that it is now; publishing names it.
    #[schema(value_type = String, format = Uuid)]
    draft: DraftId,
    #[schema(example = "introduction-to-cites")]
    slug: String,
    title: String,
    /// SHA-256 over structure, keys, pictures and the source language's text: the version that publishing would make.
    hash: String,
    languages: Vec<String>,
    activities: usize,
    questions: usize,
    /// What the package left as it was, in some languages, though it changed the source.
    left_behind: Vec<LeftBehindView>,
}

/// Most texts that are told of a language.
const MOST_TOLD: usize = 100;

/// A language that a package left behind. Its lessons will say so; when trainees would be judged by such a text, the course is not
/// offered in it until the text is translated anew, or its source editor says that the meaning is the same.
#[derive(Debug, Serialize, ToSchema)]
struct LeftBehindView {
    #[schema(example = "fr")]
    language: String,
    /// Whether the course is offered in it nevertheless.
    offered: bool,
    /// How many texts.
    count: usize,
    /// The first 100 of them.
    texts: Vec<LeftBehindTextView>,
}

#[derive(Debug, Serialize, ToSchema)]
struct LeftBehindTextView {
    /// The lesson or quiz that it is in; absent: the course as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<String>,
    /// Whether trainees are judged by it.
    assessed: bool,
    text: String,
}

fn left_behind(of: BTreeMap<Language, Vec<LeftBehind>>) -> Vec<LeftBehindView> {
    let text = |it: LeftBehind| {
        let activity = it.section.map(|section| section.to_string());
        LeftBehindTextView { activity, assessed: it.assessed, text: it.text }
    };
    let view = |(language, texts): (Language, Vec<LeftBehind>)| LeftBehindView {
        language: language.to_string(),
        offered: !texts.iter().any(|text| text.assessed),
        count: texts.len(),
        texts: texts.into_iter().take(MOST_TOLD).map(text).collect(),
    };
    of.into_iter().map(view).collect()
}

impl UploadView {
    fn new(draft: DraftId, compiled: &Compiled, left: BTreeMap<Language, Vec<LeftBehind>>) -> Self {
        let source = compiled.editions.get(&compiled.structure.source_language);
        Self {
            draft,
            slug: compiled.structure.slug.to_string(),
            title: source.map(|edition| edition.text.title.clone()).unwrap_or_default(),
            hash: compiled.hash.to_string(),
            languages: compiled.editions.keys().map(ToString::to_string).collect(),
            activities: compiled.structure.activities.len(),
            questions: compiled.structure.questions.len(),
            left_behind: left_behind(left),
        }
    }
}

/// Uploads a course as a ZIP archive of its folder. It is checked as a whole; without a mistake it becomes a draft of the
/// course, to be published by the Secretariat.
#[utoipa::path(
    operation_id = "uploadCourse", tag = "courses", security(("session" = [])),
    params(Once),
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses((status = 201, body = UploadView)),
    extensions(
        ("x-creates" = json!("/courses/{slug}/drafts/{draft}")),
        ("x-problems" = json!([
            "body-incomplete", "forbidden", "body-too-large", "content-type-unsupported", "course-package-refused",
            "course-already-published",
        ])),
    ),
)]
#[post("/courses")]
async fn upload_package(
    app: AppData,
    actor: Actor,
    once: Once,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<Reply, AppError> {
    upload::may_upload(&actor)?;
    let zip = receive(&request, payload).await?;
    request.extensions_mut().insert(BodyDigest::of(&zip));
    let package = Arc::new(app.library.inspect(zip).await?);
    app.write_once(actor.person, once, move |tx| {
        let (draft, left) = upload::keep_draft(tx, &actor, &package)?;
        let view = UploadView::new(draft, &package.compiled, left);
        Reply::created(format!("/api/v1/courses/{}/drafts/{draft}", view.slug), &view)
    })
    .await
}

async fn receive(request: &HttpRequest, payload: web::Payload) -> Result<Vec<u8>, AppError> {
    let zip = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/zip");
    if !zip {
        return Err(Problem::new(415, "content-type-unsupported").into());
    }
    crate::http::upload::receive(payload, upload::LARGEST).await
}

/// A package that was uploaded, or shipped with the College.
#[derive(Debug, Serialize, ToSchema)]
struct DraftView {
    #[schema(value_type = String, format = Uuid)]
    id: DraftId,
    origin: Origin,
    /// Absent: it shipped with the College, or came by the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    uploaded_by: Option<PersonId>,
    #[schema(value_type = String, format = DateTime)]
    uploaded_at: Timestamp,
    /// The version that it was published as.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    published_as: Option<VersionId>,
}

impl From<Draft> for DraftView {
    fn from(draft: Draft) -> Self {
        let Draft { id, origin, uploaded_by, uploaded_at, published_as } = draft;
        Self { id, origin, uploaded_by, uploaded_at, published_as }
    }
}

/// The drafts of a course, the latest first, for its authors and the Secretariat.
#[utoipa::path(
    operation_id = "listCourseDrafts", tag = "courses", security(("session" = [])),
    params(("slug" = String, Path), PageQuery),
    responses((status = 200, body = Page<DraftView>)),
    extensions(("x-problems" = json!(["forbidden", "course-unknown"]))),
)]
#[get("/courses/{slug}/drafts")]
async fn list(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (page.0.limit()?, page.0.after()?);
    let rows = app.db.read(move |snapshot| upload::list_drafts(snapshot, &actor, &slug.0, (before, limit + 1))).await?;
    Ok(Page::new(rows, limit, |draft| (draft.uploaded_at, draft.id)).map(DraftView::from).respond(&request))
}

/// A draft's outline, as trainees would see it. The version's number is 0 until it is published.
#[utoipa::path(
    operation_id = "showCourseDraft", tag = "courses", security(("session" = [])),
    params(("slug" = String, Path), ("draft" = String, Path)),
    responses((status = 200, body = Outline)),
    extensions(("x-problems" = json!(["forbidden", "draft-unknown"]))),
)]
#[get("/courses/{slug}/drafts/{draft}")]
async fn show(
    app: AppData,
    actor: Actor,
    reader: Reader,
    path: Path<(Slug, DraftId)>,
) -> Result<HttpResponse, AppError> {
    let version = preview(&app, actor, path.0).await?;
    let language = reader.language().among(&version.locales());
    Ok(HttpResponse::Ok().json(Outline::new(&version, version.edition(&language.locale)?)))
}

/// An activity of a draft, as trainees would see it.
#[utoipa::path(
    operation_id = "showDraftActivity", tag = "courses", security(("session" = [])),
    params(("slug" = String, Path), ("draft" = String, Path), ("activity" = String, Path)),
    responses((status = 200, body = ActivityView)),
    extensions(("x-problems" = json!(["forbidden", "draft-unknown", "activity-unknown"]))),
)]
#[get("/courses/{slug}/drafts/{draft}/activities/{activity}")]
async fn show_activity(
    app: AppData,
    actor: Actor,
    reader: Reader,
    path: Path<(Slug, DraftId, ActivityId)>,
) -> Result<HttpResponse, AppError> {
    let Path((slug, draft, activity)) = path;
    let version = preview(&app, actor, (slug, draft)).await?;
    let language = reader.language().among(&version.locales());
    let view = ActivityView::new(&version, version.edition(&language.locale)?, &activity);
    Ok(HttpResponse::Ok().json(view.ok_or(CourseError::ActivityUnknown(activity))?))
}

async fn preview(app: &App, actor: Actor, (slug, draft): (Slug, DraftId)) -> Result<Arc<PublishedVersion>, AppError> {
    upload::may_write(&actor, slug.as_str())?;
    if let Some(known) = app.library.preview(draft).filter(|known| *known.slug() == slug) {
        return Ok(known);
    }
    let now = app.clock.now();
    let zip = app.db.read(move |snapshot| upload::find_draft(snapshot, &actor, &slug, draft)).await?.package;
    let compiled = Arc::new(app.library.inspect(zip).await?.compiled);
    let of = Arc::clone(&compiled);
    let editions = app.db.read(move |snapshot| upload::look(snapshot, &of)).await?.editions;
    let preview = PublishedVersion::preview(Arc::unwrap_or_clone(compiled), editions, now)?;
    Ok(app.library.keep_preview(draft, preview))
}

/// Which draft is to be published.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreatePublication {
    #[schema(value_type = String, format = Uuid)]
    draft: DraftId,
}

/// What a publication made.
#[derive(Debug, Serialize, ToSchema)]
struct PublicationView {
    #[schema(value_type = String, format = Uuid)]
    version: VersionId,
    number: i32,
    /// Whether the version is new; if not, only languages were.
    new_version: bool,
    /// The languages that got a new edition.
    editions: Vec<String>,
    /// What was left as it was, in some languages, though its source changed.
    left_behind: Vec<LeftBehindView>,
}

impl From<Publication> for PublicationView {
    fn from(publication: Publication) -> Self {
        let Publication { version, number, new_version, editions, left_behind: left, .. } = publication;
        let (editions, left_behind) = (editions.into_keys().collect(), left_behind(left));
        Self { version, number, new_version, editions, left_behind }
    }
}

/// Publishes a draft: a new immutable version, or new editions of a version when only translations changed. For the Secretariat.
#[utoipa::path(
    operation_id = "publishCourse", tag = "courses", security(("session" = [])),
    params(("slug" = String, Path), Once), request_body = CreatePublication,
    responses((status = 201, body = PublicationView)),
    extensions(
        ("x-creates" = json!("/courses/{slug}")),
        ("x-problems" = json!(["forbidden", "draft-unknown", "course-already-published", "course-package-refused"])),
    ),
)]
#[post("/courses/{slug}/publications")]
async fn publish(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    once: Once,
    body: Json<CreatePublication>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (who, wanted, id) = (actor.clone(), slug.0.clone(), body.0.draft);
    let found = app.db.read(move |snapshot| upload::find_draft(snapshot, &who, &wanted, id)).await?;
    let package = Arc::new(app.library.inspect(found.package).await?);
    let location = format!("/api/v1/courses/{}", slug.0);
    let (person, on_publication) = (actor.person, app.on_publication);
    let publish = move |tx: &mut Tx<'_>| {
        let publication = upload::publish_draft(tx, &actor, id, &package.compiled)?;
        on_publication(tx, &publication)?;
        Reply::created(location.clone(), &PublicationView::from(publication))
    };
    let reply = app.write_once(person, once, publish).await?;
    // Whoever is told that it is published finds it here. It stands, so that trouble with reading is no refusal.
    let library = app.library.clone();
    if let Err(error) = app.db.read(move |snapshot| library.refresh(snapshot)).await {
        tracing::warn!(%error, "what was published is read later");
    }
    Ok(reply)
}
