//! `/courses` and `/pictures`: what is published. Uploads and drafts are in [`drafts`].

mod drafts;

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::VersionId;
use super::error::CourseError;
use super::library::{PublishedEdition, PublishedVersion};
use super::model::{ActivityId, ContentHash, Slug};
use super::reading::may_read;
use super::views::{ActivityView, CourseCard, Outline};
use crate::accounts::Actor;
use crate::app::App;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::http::{AppData, CachedBody, MaybeActor, Page, PageQuery, Path, Query, Reader};
use crate::i18n::Locale;

const JSON: &str = "application/json";
/// What everybody gets may be kept by anybody, but is asked for again: a new edition shows within a second.
const PUBLIC: &str = "public, no-cache";
const PRIVATE: &str = "private, no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(show).service(show_activity).service(picture).service(versions);
    routes.configure(drafts::routes);
}

/// The courses that are published, each in the reader's best language.
#[utoipa::path(
    operation_id = "listCourses", tag = "courses", security((), ("session" = [])),
    responses((status = 200, body = Page<CourseCard>), (status = 304, description = "The client has it")),
)]
#[get("/courses")]
async fn list(
    app: AppData,
    _actor: MaybeActor,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let language = reader.language();
    let choose = |offered: &[Locale]| language.among(offered).locale.clone();
    let body = app.library.catalogue(choose, |shown| {
        let languages: BTreeSet<&str> = shown.iter().map(|(_, edition)| edition.locale.as_str()).collect();
        let languages = languages.into_iter().collect::<Vec<_>>().join(", ");
        let items = shown.iter().map(|(version, edition)| CourseCard::new(version, edition)).collect();
        Ok(CachedBody::new(JSON, Some(languages), serde_json::to_vec(&Page { items, next: None })?))
    });
    Ok(body?.respond(&request, PUBLIC))
}

/// What a course consists of. Who is enrolled sees the version of the enrolment, everybody else the current one.
#[utoipa::path(
    operation_id = "showCourse", tag = "courses", security((), ("session" = [])),
    params(("slug" = String, Path)),
    responses((status = 200, body = Outline), (status = 304, description = "The client has it")),
    extensions(("x-problems" = json!(["course-unknown"]))),
)]
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
    let body = edition.outline(|| cached(edition.locale.as_str(), &Outline::new(&version, edition)))?;
    Ok(body.respond(&request, if enrolled { PRIVATE } else { PUBLIC }))
}

/// A lesson, or a quiz without its keys. Open to guests when the course previews it, else to those who are enrolled.
#[utoipa::path(
    operation_id = "showActivity", tag = "courses", security((), ("session" = [])),
    params(("slug" = String, Path), ("activity" = String, Path)),
    responses((status = 200, body = ActivityView), (status = 304, description = "The client has it")),
    extensions(
        ("x-problems" = json!(["sign-in-required", "enrolment-required", "course-unknown", "activity-unknown"])),
    ),
)]
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
    let body = edition.activity(&id, || cached(edition.locale.as_str(), &ActivityView::new(&version, edition, &id)))?;
    let body = body.ok_or_else(|| CourseError::ActivityUnknown(id.clone()))?;
    Ok(body.respond(&request, if found.preview && !enrolled { PUBLIC } else { PRIVATE }))
}

fn cached(locale: &str, view: &impl Serialize) -> Result<CachedBody, AppError> {
    Ok(CachedBody::new(JSON, Some(locale.to_owned()), serde_json::to_vec(view)?))
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
#[utoipa::path(
    operation_id = "showPicture", tag = "courses",
    params(("hash" = String, Path, description = "SHA-256 of the bytes, in hexadecimal digits")),
    responses(
        (status = 200, description = "The picture", content_type = "image/svg+xml", body = Vec<u8>),
        (status = 304, description = "The client has it"),
    ),
)]
#[get("/pictures/{hash}")]
async fn picture(app: AppData, hash: Path<ContentHash>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let mut response = app.library.picture(&app.db, hash.0).await?.respond(&request, FOR_EVER);
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
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
#[utoipa::path(
    operation_id = "listCourseVersions", tag = "courses",
    params(("slug" = String, Path), PageQuery),
    responses((status = 200, body = Page<VersionView>)),
    extensions(("x-problems" = json!(["course-unknown"]))),
)]
#[get("/courses/{slug}/versions")]
async fn versions(
    app: AppData,
    slug: Path<Slug>,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let course = app.library.current(&slug.0)?.course;
    let (limit, before) = (page.0.limit()?, page.0.after()?);
    let library = app.library.clone();
    let rows = app.db.read(move |snapshot| library.list_versions(snapshot, course, (before, limit + 1))).await?;
    let shape = |(id, number, hash, published_at)| VersionView { id, number, hash, published_at };
    Ok(Page::new(rows, limit, |(_, number, ..)| *number).map(shape).respond(&request))
}
