//! RFC 9457 problem documents, in the caller's language, and what the codes in them mean.

pub mod catalogue;
pub mod page;

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::accept::Accept;
use super::language::{Language, TextLanguage};
use super::reply::quota_headers;
use crate::app::App;
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::{Args, Locale, Localizer};

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
    /// The texts that are not there in the caller's language, `title` or `detail`, with the language that they are in.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({}))]
    pub fallback: BTreeMap<&'static str, TextLanguage>,
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
    /// Where the detail is not in the caller's language, the one that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback: Option<TextLanguage>,
}

impl ProblemDocument {
    /// Puts a problem into words: of a college at `base`, in a request.
    #[must_use]
    pub fn new(problem: &Problem, words: &Localizer, (base, request_id): (&str, &str)) -> Self {
        let (title, of_title) = told(words, problem.code, None, &problem.args);
        let (detail, of_detail) = told(words, problem.code, Some("detail"), &problem.args);
        let fallback = [("title", of_title), ("detail", of_detail)];
        Self {
            kind: format!("{base}{}#{}", page::PATH, problem.code),
            title,
            status: problem.status,
            detail,
            instance: format!("urn:uuid:{request_id}"),
            code: problem.code.to_owned(),
            fallback: fallback.into_iter().filter_map(|(text, language)| Some((text, language?))).collect(),
            errors: problem.fields.iter().map(|field| field_document(field, words)).collect(),
        }
    }
}

impl ProblemDocument {
    /// The languages of its texts, the reader's first (RFC 9110 §8.5).
    fn languages(&self, own: &Locale) -> String {
        let borrowed = self.fallback.values().chain(self.errors.iter().filter_map(|error| error.fallback.as_ref()));
        let borrowed: BTreeSet<&str> = borrowed.map(|language| language.lang.as_str()).collect();
        let is_all_borrowed = self.fallback.len() == 2 && self.errors.iter().all(|error| error.fallback.is_some());
        let own = (!is_all_borrowed).then_some(own.as_str());
        own.into_iter().chain(borrowed).collect::<Vec<_>>().join(", ")
    }
}

fn field_document(field: &FieldProblem, words: &Localizer) -> FieldProblemDocument {
    let (detail, fallback) = told(words, field.code, field.attribute, &field.args);
    FieldProblemDocument { pointer: field.pointer.clone(), code: field.code.to_owned(), detail, fallback }
}

fn told(words: &Localizer, code: &str, attribute: Option<&str>, args: &Args) -> (String, Option<TextLanguage>) {
    let (text, lang) = words.plain_with_locale(code, attribute, args);
    (text, TextLanguage::of(lang, words))
}

/// Whether people come to a path with a browser: there a problem is a page for whoever wants one.
#[must_use]
pub fn is_for_people(path: &str) -> bool {
    !path.starts_with("/api/")
}

/// Whether a page is wanted.
#[must_use]
pub fn wants_page(request: &HttpRequest) -> bool {
    is_for_people(request.path()) && Accept::of(request).prefers_page()
}

/// The answer for a problem: status, body and the headers that go with it.
#[must_use]
pub fn respond(problem: &Problem, words: &Localizer, occurrence: (&str, &str)) -> HttpResponse {
    let mut response = begin(problem);
    let document = ProblemDocument::new(problem, words, occurrence);
    response.insert_header((header::CONTENT_LANGUAGE, document.languages(words.locale())));
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    response.json(document)
}

/// A page for people, in a language, which may do what its policy says.
pub struct Html {
    pub text: String,
    pub locale: Locale,
    pub policy: &'static str,
}

/// How a page is made of a problem in a request that has an id. The place is the path and the query that were asked for, where asking for
/// them again in another language does no harm.
pub type ProblemPage = fn(&App, (Language, Option<(&str, &str)>), (&Problem, &str)) -> Result<Html, AppError>;

/// The same as a page.
#[must_use]
pub fn respond_with_page(problem: &Problem, page: Html) -> HttpResponse {
    let mut response = begin(problem);
    response.insert_header((header::CONTENT_LANGUAGE, page.locale.as_str()));
    response.insert_header((header::CONTENT_SECURITY_POLICY, page.policy));
    response.content_type("text/html; charset=utf-8").body(page.text)
}

fn begin(problem: &Problem) -> HttpResponseBuilder {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
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
    response
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::i18n::tests::{locale, serve};

    #[test]
    fn what_is_not_in_the_readers_language_says_so_text_by_text() {
        let english = "term-exists = Known\n    .detail = Known in detail\nterm-unknown = Rare\n    .detail = Rare in detail\n\
                       field-too-long = Too long\n    .detail = Shorten it";
        let i18n = serve(&[
            ("en", english),
            ("ar", "term-exists = معروف\n    .detail = معروف بالتفصيل\nfield-too-long = طويل\n    .detail = اختصر"),
            ("fr", "term-exists = Connu"),
        ]);
        let told = |tag: &str, problem: &Problem| {
            let words = i18n.localizer_for(&locale(tag));
            let document = ProblemDocument::new(problem, &words, ("", "1"));
            (document.languages(words.locale()), serde_json::to_value(document).expect("JSON"))
        };
        let (languages, document) = told("ar", &Problem::conflict("term-exists"));
        assert_eq!((languages.as_str(), document.get("fallback")), ("ar", None));
        let (languages, document) = told("ar", &Problem::not_found("term-unknown"));
        let english = json!({ "lang": "en", "dir": "ltr" });
        assert_eq!(languages, "en");
        assert_eq!(document.get("fallback"), Some(&json!({ "title": english, "detail": english })));
        let (languages, document) = told("fr-CA", &Problem::conflict("term-exists"));
        assert_eq!(languages, "fr-CA, en");
        assert_eq!(document.get("fallback"), Some(&json!({ "detail": english })));
        let (languages, document) = told(
            "ar",
            &Problem::invalid(vec![FieldProblem::new("/a", "field-too-long"), FieldProblem::new("/b", "term-unknown")]),
        );
        assert_eq!(languages, "ar, en", "one detail is Arabic");
        assert_eq!(document.pointer("/errors/0/fallback"), None);
        assert_eq!(document.pointer("/errors/1/fallback/lang"), Some(&json!("en")));
        assert_eq!(document.pointer("/errors/1/fallback/dir"), Some(&json!("ltr")));
    }
}
