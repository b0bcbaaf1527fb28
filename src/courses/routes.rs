//! `/courses` and `/pictures`.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use futures_util::StreamExt as _;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::error::CourseError;
use super::library::{PublishedEdition, PublishedVersion};
use super::model::{Activity, ActivityId, Compiled, ContentHash, Slug};
use super::views::{ActivityView, CourseCard, Outline};
use super::{Publication, VersionId, store, upload};
use crate::accounts::Actor;
use crate::app::App;
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};
use crate::http::problem::ProblemDocument;
use crate::http::{AppData, CachedBody, MaybeActor, Once, Page, Path, Reader, Reply};
use crate::i18n::Locale;

const JSON: &str = "application/json";
/// What everybody gets may be kept by anybody, but is asked for again: a new edition shows within a second.
const PUBLIC: &str = "public, no-cache";
const PRIVATE: &str = "private, no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(show).service(show_activity).service(picture);
    routes.service(upload_package).service(publish).service(versions);
}

/// The courses that are published, each in the reader's best language.
#[utoipa::path(tag = "courses", responses((status = 200, body = Page<CourseCard>)))]
#[get("/courses")]
async fn list(app: AppData, _actor: MaybeActor, reader: Reader) -> Result<HttpResponse, AppError> {
    let language = reader.language();
    let mut items = Vec::new();
    for version in app.library.catalogue() {
        let edition = version.edition(&language.among(&version.locales()).locale)?;
        items.push(CourseCard::new(&version, edition));
    }
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, PUBLIC)).json(Page { items, next: None }))
}

/// What a course consists of. Who is enrolled sees the version of the enrolment, everybody else the current one.
#[utoipa::path(tag = "courses", params(("slug" = String, Path)), responses(
    (status = 200, body = Outline),
    (status = 304, description = "The client has it"),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
))]
#[get("/courses/{slug}")]
async fn show(
    app: AppData,
    actor: MaybeActor,
    slug: Path<Slug>,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (version, learned) = version_for(&app, actor.0.as_ref(), &slug.0).await?;
    let (enrolled, edition) = (learned.is_some(), edition_for(&reader, &version, learned)?);
    let body = edition.outline(|| cached(edition.locale.as_str(), &Outline::new(&version, edition)));
    Ok(body.respond(&request, if enrolled { PRIVATE } else { PUBLIC }))
}

/// A lesson, or a quiz without its keys. Open to guests when the course previews it, else to those who are enrolled.
#[utoipa::path(tag = "courses", params(("slug" = String, Path), ("activity" = String, Path)), responses(
    (status = 200, body = ActivityView),
    (status = 304, description = "The client has it"),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
), security((), ("session" = [])))]
#[get("/courses/{slug}/activities/{activity}")]
async fn show_activity(
    app: AppData,
    actor: MaybeActor,
    path: Path<(Slug, ActivityId)>,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let Path((slug, id)) = path;
    let (version, learned) = version_for(&app, actor.0.as_ref(), &slug).await?;
    let (enrolled, edition) = (learned.is_some(), edition_for(&reader, &version, learned)?);
    let found = version.structure.activity(&id).ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    may_read(actor.0.as_ref(), &version, found, enrolled)?;
    let body = edition.activity(&id, || cached(edition.locale.as_str(), &ActivityView::new(&version, edition, &id)));
    let body = body.ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    Ok(body.respond(&request, if found.preview && !enrolled { PUBLIC } else { PRIVATE }))
}

/// Guests read what the course previews; who is enrolled, and who writes or publishes courses, reads everything.
fn may_read(
    actor: Option<&Actor>,
    version: &PublishedVersion,
    activity: &Activity,
    enrolled: bool,
) -> Result<(), AppError> {
    match actor {
        _ if activity.preview || enrolled => Ok(()),
        None => Err(Problem::unauthorised("sign-in-required").into()),
        Some(actor) if upload::may_write(actor, version.slug().as_str()).is_ok() => Ok(()),
        Some(_) => Err(CourseError::EnrolmentRequired.into()),
    }
}

fn cached(locale: &str, view: &impl Serialize) -> CachedBody {
    CachedBody::new(JSON, Some(locale.to_owned()), serde_json::to_vec(view).unwrap_or_default())
}

/// The version of the person's enrolment and the language that she learns in; without an enrolment, the current version.
async fn version_for(
    app: &App,
    actor: Option<&Actor>,
    slug: &Slug,
) -> Result<(Arc<PublishedVersion>, Option<Locale>), AppError> {
    let current = app.library.current(slug)?;
    let Some(actor) = actor else { return Ok((current, None)) };
    let Some(reading) = app.enrolled_in(actor.person, current.course).await? else { return Ok((current, None)) };
    if let Some(version) = app.library.in_memory(reading.version) {
        return Ok((version, Some(reading.locale)));
    }
    let library = app.library.clone();
    let version = app.db.read(move |snapshot| library.version(snapshot, reading.version)).await?;
    Ok((version, Some(reading.locale)))
}

/// What is learned is shown in the language that it is learned in, everything else in the reader's.
fn edition_for<'v>(
    reader: &Reader,
    version: &'v PublishedVersion,
    learned: Option<Locale>,
) -> Result<&'v Arc<PublishedEdition>, AppError> {
    let language = reader.language();
    let language = match learned {
        Some(locale) => language.preferring(&locale),
        None => language,
    };
    version.edition(&language.among(&version.locales()).locale)
}

/// A picture, named by its content.
#[utoipa::path(tag = "courses", params(("hash" = String, Path, description = "SHA-256 of the bytes, in hexadecimal digits")), responses(
    (status = 200, description = "The picture", content_type = "image/svg+xml", body = Vec<u8>),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
))]
#[get("/pictures/{hash}")]
async fn picture(app: AppData, hash: Path<ContentHash>) -> Result<HttpResponse, AppError> {
    let found = app.db.read(move |snapshot| Ok(store::find_picture(snapshot.conn(), &hash.0)?)).await?;
    let (media_type, bytes) = found.ok_or_else(|| Problem::not_found("not-found"))?;
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CACHE_CONTROL, FOR_EVER))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"))
        .body(bytes))
}

/// What an upload holds.
#[derive(Debug, Serialize, ToSchema)]
struct DraftView {
    slug: String,
    title: String,
    /// SHA-256 over structure, keys, pictures and the source language's text: the version that publishing would make.
    hash: String,
    languages: Vec<String>,
    activities: usize,
    questions: usize,
}

impl DraftView {
    fn new(compiled: &Compiled) -> Self {
        let source = compiled.editions.get(&compiled.structure.source_language);
        Self {
            slug: compiled.structure.slug.to_string(),
            title: source.map(|edition| edition.text.title.clone()).unwrap_or_default(),
            hash: compiled.hash.to_string(),
            languages: compiled.editions.keys().map(ToString::to_string).collect(),
            activities: compiled.structure.activities.len(),
            questions: compiled.structure.questions.len(),
        }
    }
}

/// Uploads a course as a ZIP archive of its folder. It is checked as a whole; without a mistake it becomes the course's
/// draft, to be published by the Secretariat.
#[utoipa::path(tag = "courses", request_body(content = Vec<u8>, content_type = "application/zip"), responses(
    (status = 201, body = DraftView),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 413, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 415, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 422, description = "Every mistake, each with its file and line", body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
#[post("/courses")]
async fn upload_package(
    app: AppData,
    actor: Actor,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<Reply, AppError> {
    upload::may_upload(&actor)?;
    let zip = receive(&request, payload).await?;
    let package = Arc::new(inspect(zip).await?);
    let view = DraftView::new(&package.compiled);
    let reply = Reply::created(format!("/api/v1/courses/{}/versions", view.slug), &view)?;
    app.db.write(move |tx| upload::keep_draft(tx, &actor, &package)).await?;
    Ok(reply)
}

async fn receive(request: &HttpRequest, mut payload: web::Payload) -> Result<Vec<u8>, AppError> {
    let zip = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/zip");
    if !zip {
        return Err(Problem::new(415, "content-type-unsupported").into());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::new(400, "body-incomplete"))?;
        if bytes.len() + chunk.len() > upload::LARGEST {
            return Err(CourseError::PackageTooLarge(upload::LARGEST as i64).into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn inspect(zip: Vec<u8>) -> Result<upload::CheckedPackage, AppError> {
    web::block(move || upload::inspect(zip)).await.map_err(AppError::broken)?
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
}

impl From<Publication> for PublicationView {
    fn from(publication: Publication) -> Self {
        let Publication { version, number, new_version, editions, .. } = publication;
        Self { version, number, new_version, editions }
    }
}

/// Publishes the course's draft: a new immutable version, or new editions of the present one when only translations changed.
#[utoipa::path(tag = "courses", params(("slug" = String, Path)), responses(
    (status = 201, body = PublicationView),
    (status = 401, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 403, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
    (status = 409, body = ProblemDocument, content_type = "application/problem+json"),
), security(("session" = [])))]
#[post("/courses/{slug}/publications")]
async fn publish(app: AppData, actor: Actor, slug: Path<Slug>, once: Once) -> Result<Reply, AppError> {
    let (who, wanted) = (actor.clone(), slug.0.clone());
    let (draft, zip) = app.db.read(move |snapshot| upload::find_draft(snapshot, &who, &wanted)).await?;
    let package = inspect(zip).await?;
    let location = format!("/api/v1/courses/{}/versions", slug.0);
    app.write_once(actor.person, once, move |tx| {
        let publication = upload::publish_draft(tx, &actor, draft, &package.compiled)?;
        Reply::created(location.clone(), &PublicationView::from(publication))
    })
    .await
}

/// One version of a course.
#[derive(Debug, Serialize, ToSchema)]
struct VersionView {
    #[schema(value_type = String, format = Uuid)]
    id: VersionId,
    number: i32,
    hash: String,
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
}

/// The versions of a course, the newest first.
#[utoipa::path(tag = "courses", params(("slug" = String, Path)), responses(
    (status = 200, body = Page<VersionView>),
    (status = 404, body = ProblemDocument, content_type = "application/problem+json"),
))]
#[get("/courses/{slug}/versions")]
async fn versions(app: AppData, slug: Path<Slug>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let course = app.library.current(&slug.0)?.course;
    let rows = app.db.read(move |snapshot| Ok(store::list_versions(snapshot.conn(), course)?)).await?;
    let shape = |(id, number, hash, published_at)| VersionView { id, number, hash, published_at };
    Ok(Page { items: rows.into_iter().map(shape).collect(), next: None }.respond(&request))
}
