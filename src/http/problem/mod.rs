//! RFC 9457 problem documents, in the caller's language, and what the codes in them mean.

pub mod catalogue;
pub mod page;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::reply::quota_headers;
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::Localizer;

/// What a client receives when the College refuses (RFC 9457 §3), as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(title = "Problem", example = json!({
    "type": "https://college.example.org/api/docs/problems#enrolment-exists",
    "title": "Already enrolled",
    "status": 409,
    "detail": "You are already enrolled in this course, or your request is waiting for a decision.",
    "instance": "urn:uuid:0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e",
    "code": "enrolment-exists"
}))]
pub struct ProblemDocument {
    /// Names the kind of problem, and leads to a page that explains it.
    #[serde(rename = "type")]
    #[schema(format = "uri")]
    pub kind: String,
    /// The kind of problem in a few words, in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong this time and what to do.
    pub detail: String,
    /// Names this occurrence: quote it when you ask for help.
    pub instance: String,
    /// Stable code for programs.
    pub code: String,
    /// For 422: what is wrong with each member.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblemDocument>,
}

/// One member that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblemDocument {
    /// JSON Pointer (RFC 6901) into the body.
    pub pointer: String,
    pub code: String,
    pub detail: String,
}

impl ProblemDocument {
    /// Puts a problem into words: of a college at `base`, in a request.
    #[must_use]
    pub fn new(problem: &Problem, words: &Localizer, (base, request_id): (&str, &str)) -> Self {
        Self {
            kind: format!("{base}{}#{}", page::PATH, problem.code),
            title: words.plain(problem.code, &problem.args),
            status: problem.status,
            detail: words.plain_attribute(problem.code, "detail", &problem.args),
            instance: format!("urn:uuid:{request_id}"),
            code: problem.code.to_owned(),
            errors: problem.fields.iter().map(|field| field_document(field, words)).collect(),
        }
    }
}

fn field_document(field: &FieldProblem, words: &Localizer) -> FieldProblemDocument {
    FieldProblemDocument {
        pointer: field.pointer.clone(),
        code: field.code.to_owned(),
        detail: match field.attribute {
            Some(attribute) => words.plain_attribute(field.code, attribute, &field.args),
            None => words.plain(field.code, &field.args),
        },
    }
}

/// The answer for a problem: status, body and the headers that go with it.
#[must_use]
pub fn respond(problem: &Problem, words: &Localizer, occurrence: (&str, &str)) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    response.insert_header((header::CONTENT_LANGUAGE, words.locale().as_str()));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    if let Some(seconds) = problem.retry_after {
        response.insert_header((header::RETRY_AFTER, seconds));
    }
    if let Some(allow) = problem.allow.as_deref().and_then(|methods| HeaderValue::from_str(methods).ok()) {
        response.insert_header((header::ALLOW, allow));
    }
    if problem.status == 401 {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    for header in problem.quota.iter().flat_map(quota_headers) {
        response.insert_header(header);
    }
    response.json(ProblemDocument::new(problem, words, occurrence))
}

/// The problem that a client sees for an error: a cause is logged, and shown as "our fault".
#[must_use]
pub fn public_problem(error: &AppError, request_id: &str) -> Problem {
    match error {
        AppError::Refused(problem) => (**problem).clone(),
        AppError::Broken(cause) => {
            tracing::error!(request_id, %cause, "a request broke");
            Problem::new(500, "internal-error").with("request", request_id)
        }
    }
}

/// Only the status matters here: [`super::envelope`] replaces the body with words in the caller's language.
impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(problem) => StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
