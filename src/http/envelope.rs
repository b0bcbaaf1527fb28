//! What every request and every answer carries: a request id, a language, safe headers, one log line; and the place where
//! an error becomes a problem document.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse};

use uuid::Uuid;

use super::AppData;
use super::intake::Body;
use super::json;
use super::language::{Language, LanguageMatters};
use super::methods::Omitted;
use super::problem;
use super::trace::Trace;
use crate::clock::Timestamp;
use crate::error::{AppError, Problem};

/// The id of a request, as in `instance`, in the log and in `x-request-id`.
#[derive(Clone, Copy, Debug)]
pub struct RequestId(Uuid);

impl RequestId {
    #[must_use]
    pub fn of(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|id| id.0.to_string()).unwrap_or_default()
    }
}

/// Wraps every request; the outermost of our layers.
///
/// # Errors
/// None of its own: a handler's error is an answer already.
pub async fn envelope(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    #[expect(clippy::disallowed_methods, reason = "measures how long the request took; nothing is decided by it")]
    let began = Instant::now();
    let method = request.method().clone();
    let trace = trace(&request);
    request.extensions_mut().insert(RequestId(trace.id));
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let intake = request.app_data::<AppData>().map(|app| app.intake.clone());
    let body = intake.and_then(|intake| intake.begin(&mut request));
    let response = match body.as_ref().map_or(Ok(()), Body::admit) {
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
        Err(refusal) => request.error_response(refusal),
    };
    let response = match body.as_ref().map_or(Ok(()), Body::in_time) {
        Ok(()) => response,
        Err(refusal) => response.error_response(refusal),
    };
    let mut response = into_words(response, trace.id);
    add_headers(&mut response, trace);
    record(&response, (&method, trace.id), began.elapsed());
    if method == Method::HEAD {
        response = response.map_body(|_, body| BoxBody::new(Omitted::instead_of(&body)));
    }
    Ok(match body {
        Some(body) => body.hold_until_sent(response),
        None => response,
    })
}

/// What takes longer is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

/// One log line and the metrics; the route's pattern stands for the path, since a path may name a person.
fn record(response: &ServiceResponse<BoxBody>, (method, id): (&Method, Uuid), took: Duration) {
    let request = response.request();
    let (method, status) = (method.as_str(), response.status().as_u16());
    let route = request.match_pattern().unwrap_or_else(|| "unmatched".into());
    let micros = took.as_micros();
    // A read that went well is told at the level of debugging: writing its line would cost more than answering it.
    if status < 400 && matches!(method, "GET" | "HEAD") && took < SLOW {
        tracing::debug!(request_id = %id, method, route, status, micros, "request");
    } else {
        tracing::info!(request_id = %id, method, route, status, micros, "request");
    }
    if let Some(app) = request.app_data::<AppData>() {
        app.metrics.request(method, &route, status, took);
    }
}

fn trace(request: &ServiceRequest) -> Trace {
    let now = || request.app_data::<AppData>().map_or(Timestamp::from_micros(0), |app| app.clock.now());
    Trace::of(request.headers(), now)
}

/// Replaces the body of an error by a problem document in the caller's language.
fn into_words(response: ServiceResponse<BoxBody>, id: Uuid) -> ServiceResponse<BoxBody> {
    let Some(error) = response.response().error() else { return response };
    let id = id.to_string();
    let problem = match error.as_error::<AppError>() {
        Some(error) => problem::public_problem(error, &id),
        None => foreign_problem(response.status(), error, &id),
    };
    let request = response.request().clone();
    let Some(app) = request.app_data::<AppData>() else { return response };
    let language = Language::of(&request, &app.i18n);
    let page = problem::wants_page(&request).then(|| as_page(app, &request, language.clone(), (&problem, &id)));
    let mut answer = page.flatten().unwrap_or_else(|| {
        let words = language.localizer();
        problem::respond(&problem, &words, (&app.base_url(), &id))
    });
    if problem::is_for_people(request.path()) {
        answer.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY_WITH_TYPE));
    }
    ServiceResponse::new(request, answer)
}

/// A problem for whoever looks at it in a browser.
fn as_page(
    app: &AppData,
    request: &HttpRequest,
    language: Language,
    (problem, id): (&Problem, &str),
) -> Option<HttpResponse> {
    let place = (*request.method() == Method::GET).then(|| (request.path(), request.query_string()));
    let page = (app.problem_page)(app, (language, place), (problem, id));
    let page = page.inspect_err(|error| tracing::error!(request_id = id, ?error, "a page broke")).ok()?;
    Some(problem::respond_with_page(problem, page))
}

/// An error that the framework made, such as a body that broke off.
fn foreign_problem(status: StatusCode, error: &Error, id: &str) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => json::too_large(),
        StatusCode::NOT_FOUND => Problem::not_found("route-unknown"),
        status if status.is_client_error() => Problem::new(status.as_u16(), "request-malformed"),
        _ => {
            tracing::error!(request_id = id, %error, "a request broke in the framework");
            Problem::new(500, "internal-error").with("request", id)
        }
    }
}

/// Data is not a page: it loads nothing and stands in no frame.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// The page that shows the OpenAPI document brings its own scripts, and writes styles into its elements.
const READER_POLICY: &str =
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/// For a year, where the world reaches the College by HTTPS.
const ONLY_ENCRYPTED: &str = "max-age=31536000";

/// What an answer in a reader's language depends on; and what a page does whose data can be had at the same address.
const VARY: &str = "accept-encoding, accept-language, authorization, cookie";
const VARY_WITH_TYPE: &str = "accept, accept-encoding, accept-language, authorization, cookie";

fn add_headers(response: &mut ServiceResponse<BoxBody>, trace: Trace) {
    let reader = response.request().path().starts_with("/api/docs");
    let in_language = response.request().extensions().contains::<LanguageMatters>();
    let app = response.request().app_data::<AppData>();
    let encrypted = app.is_some_and(|app| app.config.server.is_public_by_https());
    let headers = response.headers_mut();
    if encrypted {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ONLY_ENCRYPTED));
    }
    if let Ok(value) = HeaderValue::from_str(trace.id.hyphenated().encode_lower(&mut Uuid::encode_buffer())) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    headers.insert(HeaderName::from_static("traceparent"), trace.header());
    if in_language {
        let has_types = headers.get(header::VARY).is_some_and(|given| given.as_bytes().starts_with(b"accept,"));
        headers.insert(header::VARY, HeaderValue::from_static(if has_types { VARY_WITH_TYPE } else { VARY }));
    }
    let policy = if reader { READER_POLICY } else { DATA_POLICY };
    let fixed: [(HeaderName, &'static str); 4] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    for (name, value) in fixed {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
