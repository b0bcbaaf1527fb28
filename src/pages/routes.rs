//! `/`, `/courses` and below: what anybody may read, without an account.

mod attempts;
mod confirm;
mod enrolling;
mod interrupted;
mod learning;
mod mine;
mod private;
mod registering;
mod session;
mod sign_in;

use std::sync::{Arc, LazyLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Compress;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use super::catalogue::Part;
use super::edition::{Shown, all_shown, editions};
use super::kept::{Face, passing};
use super::layout::policy;
use super::reading::Reading;
use super::{catalogue, course, home, lesson};
use crate::app::App;
use crate::courses::model::{ActivityId, Slug};
use crate::courses::{CourseError, Selection};
use crate::error::AppError;
use crate::http::{AppData, CachedBody, Path, Query, Reader, paging};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.configure(sign_in::routes);
    routes.configure(registering::routes);
    routes.configure(confirm::routes);
    // A file has an entity tag of its own, and is compressed within.
    routes.configure(mine::files);
    routes.service(show_home).service(show_catalogue).service(show_course).service(show_lesson).service(icon);
    routes.service(scope("").wrap(Compress::default()).configure(own));
}

/// What is one person's, compressed as it is given: what stands in it beside her form's token nobody else can choose.
fn own(routes: &mut ServiceConfig<'_>) {
    routes.configure(mine::routes);
    // Before an activity that would be called `enrol`.
    routes.configure(enrolling::routes);
    routes.configure(learning::routes);
    routes.configure(attempts::routes);
}

/// As the API's answers about courses: anybody may keep it, and asks whether it still holds.
const PUBLIC: &str = "public, no-cache";
const FOR_A_WEEK: &str = "public, max-age=604800";

/// With what all pages say of themselves.
fn as_page(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy()));
    response
}

/// What the College is, courses to begin with, and how a certificate is verified.
#[utoipa::path(
    operation_id = "openHome", tag = "pages",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The client has it"),
    ),
)]
#[get("/")]
async fn show_home(app: AppData, reader: Reader, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), "/".to_owned());
    let courses = home::to_begin_with(&reading.locale, app.library.select(&Selection::default()));
    let shown = all_shown(&reading, courses.iter().map(Arc::as_ref))?;
    let body = app.pages.page(&reading, (Face::default(), editions(&shown)), || home::page(&reading, &shown))?;
    Ok(as_page(body.respond(&request, PUBLIC)))
}

/// What is chosen by, and where the list goes on. What links from elsewhere add to an address is not looked at.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct CatalogueQuery {
    /// A language that the courses can be taken in.
    #[param(example = "fr")]
    language: Option<String>,
    /// `everyone` or `officials`.
    #[param(example = "everyone")]
    audience: Option<String>,
    cursor: Option<String>,
}

impl CatalogueQuery {
    /// What is left open, or is none, chooses nothing.
    fn selection(&self, app: &App) -> Selection {
        let language = self.language.as_deref().and_then(|tag| Locale::parse(tag).ok());
        Selection {
            language: language.map(|language| app.library.offered(&language).unwrap_or(language)),
            audience: self.audience.as_deref().and_then(|word| word.parse().ok()),
        }
    }
}

/// The courses, page by page.
#[utoipa::path(
    operation_id = "openCatalogue", tag = "pages",
    params(CatalogueQuery),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The client has it"),
    ),
)]
#[get("/courses")]
async fn show_catalogue(
    app: AppData,
    reader: Reader,
    query: Query<CatalogueQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let mut reading = Reading::new(&app, reader.language(), String::new());
    let (selection, languages) = (query.0.selection(&app), app.library.languages());
    let cursor = query.0.cursor.as_deref().filter(|cursor| !cursor.is_empty());
    let after: Option<Slug> = cursor.map(paging::after).transpose()?;
    let part = Part::after(app.library.select(&selection), after.as_ref());
    reading.address = catalogue::address(&selection, part.begins.as_deref());
    let shown = all_shown(&reading, part.courses.iter().map(Arc::as_ref))?;
    let shape = || catalogue::page(&reading, &selection, (&part, &shown), &languages);
    let body = if selection.language.as_ref().is_none_or(|language| languages.contains(language)) {
        app.pages.page(&reading, (Face::default(), editions(&shown)), shape)?
    } else {
        passing(&reading, shape()?)
    };
    Ok(as_page(body.respond(&request, PUBLIC)))
}

/// A course: what, how long, for whom, in which languages; and its outline.
#[utoipa::path(
    operation_id = "openCourse", tag = "pages",
    params(("slug" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The client has it"),
    ),
    extensions(("x-problems" = json!(["course-unknown", "not-found"]))),
)]
#[get("/courses/{slug}")]
async fn show_course(
    app: AppData,
    reader: Reader,
    slug: Path<Slug>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), format!("/courses/{}", slug.0));
    let version = app.library.current(&slug.0)?;
    let course = Shown::new(&reading, &version)?;
    let before = app.library.prerequisites(&version);
    let before = all_shown(&reading, before.iter().map(Arc::as_ref))?;
    let shown = [editions(&before), vec![course.edition.id]].concat();
    let body = app.pages.page(&reading, (course.face(false), shown), || course::page(&course, &before))?;
    Ok(as_page(body.respond(&request, PUBLIC)))
}

/// A lesson that guests may read.
///
/// Where it is for those who are enrolled, the page says so with what to do.
#[utoipa::path(
    operation_id = "openLesson", tag = "pages",
    params(("slug" = String, Path), ("activity" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The client has it"),
        (status = 401, description = "It is for those who are enrolled", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
    ),
    extensions(("x-problems" = json!(["course-unknown", "activity-unknown", "not-found"]))),
)]
#[get("/courses/{slug}/{activity}")]
async fn show_lesson(
    app: AppData,
    reader: Reader,
    path: Path<(Slug, ActivityId)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let Path((slug, id)) = path;
    let reading = Reading::new(&app, reader.language(), format!("/courses/{slug}/{id}"));
    let version = app.library.current(&slug)?;
    let course = Shown::new(&reading, &version)?;
    let unknown = || AppError::from(CourseError::ActivityUnknown(id.clone()));
    let activity = version.structure.activity(&id).ok_or_else(unknown)?;
    let face = course.face(!course.is_open(activity));
    let body = app.pages.page(&reading, (face, vec![course.edition.id]), || lesson::page(&course, activity))?;
    Ok(as_page(if face.is_closed { closed(&body, &request) } else { body.respond(&request, PUBLIC) }))
}

/// Nothing to be kept: tomorrow she may read it.
fn closed(body: &CachedBody, request: &HttpRequest) -> HttpResponse {
    let mut response = body.refuse(request, StatusCode::UNAUTHORIZED);
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

/// The sign of the College in a browser's tab.
#[utoipa::path(
    operation_id = "showIcon", tag = "pages",
    responses(
        (status = 200, description = "A picture", content_type = "image/svg+xml", body = Vec<u8>),
        (status = 304, description = "The client has it"),
    ),
)]
#[get("/icon.svg")]
async fn icon(request: HttpRequest) -> HttpResponse {
    static ICON: LazyLock<CachedBody> =
        LazyLock::new(|| CachedBody::new("image/svg+xml", None, include_bytes!("icon.svg").to_vec()));
    ICON.respond(&request, FOR_A_WEEK)
}
