//! The OpenAPI 3.1 document, made from the routes themselves, and a page to read it that needs no network.
//!
//! A route says what is its own: its name, its bodies, the problems of its domain (`x-problems`) and where what it creates is
//! found (`x-creates`). What all routes share is added by `operations`, and an example of every body by `examples`.

mod examples;
#[expect(clippy::indexing_slicing, reason = "of a document of ours: a member that is not there is null, and is made")]
mod operations;

use std::sync::{Arc, OnceLock};

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get, web};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_swagger_ui::Config;

use super::problem::page;
use super::{AppData, CachedBody, Path};
use crate::error::{AppError, Problem};
use crate::i18n::Locale;

const DOCUMENT: &str = "/api/openapi.json";
/// Where people read it.
pub const READER: &str = "/api/docs/";
/// Another release has another document and another reader, so it is asked for each time.
const CACHE_CONTROL: &str = "public, no-cache";

/// What the document says apart from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Virtual College",
        description = "Multilingual courses, enrolments, progress and certificates for CITES capacity-building.\n\n\
            * A refusal is a problem document (RFC 9457) in the caller's language. Its `code` is stable; \
            [all of them](/api/docs/problems).\n\
            * Lists are read with `limit` and `cursor`.\n\
            * A `POST` of a signed-in person may carry an `Idempotency-Key`.\n\
            * The language is that of `?lang=`, the cookie `lang`, the account's setting, or `Accept-Language`, in this order.\n\
            * Where there is a `GET` there is a `HEAD`; `OPTIONS` answers with `Allow`, as does the refusal of another method.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    servers((url = "/", description = "The College that serves this document")),
    external_docs(url = "/api/docs/problems", description = "What each problem means"),
    tags(
        (name = "accounts", description = "Getting in, and one's own account"),
        (name = "people", description = "Offices that people hold, roles, and groups that learn together"),
        (name = "parties", description = "The Parties to the Convention"),
        (name = "courses", description = "What can be learned"),
        (name = "enrolments", description = "Taking a course"),
        (name = "progress", description = "How far a learner has come"),
        (name = "quizzes", description = "Attempts at quizzes"),
        (name = "certificates", description = "What is issued when a course is completed"),
        (name = "verification", description = "For anybody, without an account"),
        (name = "translations", description = "Any text in any language"),
        (name = "pages", description = "For people, in a browser"),
        (name = "operations", description = "For whoever runs the College"),
        (name = "documentation", description = "This document"),
    ),
    components(schemas(super::problem::ProblemDocument)),
    modifiers(&Bearer),
)]
pub struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme =
            SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build());
        document.components.get_or_insert_default().add_security_scheme("session", scheme);
    }
}

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(page::show).service(find_reader).service(reader).service(reader_file);
}

/// The same for all workers, and made when it is asked for first.
static COMPLETE: OnceLock<CachedBody> = OnceLock::new();

/// This document.
#[utoipa::path(
    operation_id = "readDocument", tag = "documentation",
    responses(
        (status = 200, description = "OpenAPI 3.1", body = Object, example = json!({ "openapi": "3.1.0", "paths": {} })),
        (status = 304, description = "The client has it"),
    ),
)]
#[get("/api/openapi.json")]
async fn show(app: AppData, own: web::Data<utoipa::openapi::OpenApi>, request: HttpRequest) -> HttpResponse {
    let body = COMPLETE.get_or_init(|| {
        let words = app.i18n.localizer_for(&Locale::EN);
        let document = operations::complete(&own, &words).to_string();
        CachedBody::new("application/json", None, document.into_bytes())
    });
    body.respond(&request, CACHE_CONTROL)
}

/// To the page that shows this document.
#[utoipa::path(
    operation_id = "findReader", tag = "documentation",
    responses((status = 308, description = "The page", headers(("Location" = String)))),
)]
#[get("/api/docs")]
async fn find_reader() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, READER)).finish()
}

/// The page that shows this document. It asks nobody else.
#[utoipa::path(
    operation_id = "openReader", tag = "documentation",
    responses((status = 200, description = "The page", body = String, content_type = "text/html")),
)]
#[get("/api/docs/")]
async fn reader() -> Result<HttpResponse, AppError> {
    part_of_reader("index.html")
}

/// What the page that shows this document is made of.
#[utoipa::path(
    operation_id = "openReaderFile", tag = "documentation",
    params(("file" = String, Path, example = "swagger-ui.css")),
    responses((status = 200, description = "Styles, scripts and icons", content(
        (String = "text/css", example = json!("body { margin: 0 }")),
        (String = "text/javascript", example = json!("window.onload = function() {}")),
        (String = "text/html"),
        (Vec<u8> = "image/png"),
    ))),
    extensions(("x-problems" = json!(["not-found"]))),
)]
#[get("/api/docs/{file}")]
async fn reader_file(file: Path<String>) -> Result<HttpResponse, AppError> {
    part_of_reader(&file.0)
}

fn part_of_reader(file: &str) -> Result<HttpResponse, AppError> {
    let config = Arc::new(Config::from(DOCUMENT));
    let found = utoipa_swagger_ui::serve(file, config).map_err(AppError::broken)?;
    let found = found.ok_or_else(|| Problem::not_found("not-found"))?;
    let mut response = HttpResponse::Ok();
    if found.gzpipped {
        response.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("gzip")));
    }
    response.insert_header((header::CACHE_CONTROL, CACHE_CONTROL));
    Ok(response.content_type(found.content_type).body(found.bytes.into_owned()))
}
