//! Answers that are for one person, or for one moment: no cache keeps them.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use askama::Template;

use crate::error::{AppError, Problem};
use crate::http::problem::{Html, respond_with_page};
use crate::pages::layout::policy;
use crate::pages::reading::Reading;

/// A browser says to the College itself, and to nobody else, which page a form was on.
const REFERRER: &str = "same-origin";

/// A page.
///
/// # Errors
/// When the template fails, which it does not.
pub fn page(reading: &Reading, status: StatusCode, page: &impl Template) -> Result<HttpResponse, AppError> {
    let html = page.render().map_err(AppError::broken)?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, reading.locale.as_str()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy())))
        .insert_header((header::REFERRER_POLICY, REFERRER))
        .body(html))
}

/// A page that says why something was refused, and keeps what was typed.
///
/// # Errors
/// When the template fails, which it does not.
pub fn refusal(reading: &Reading, problem: &Problem, page: &impl Template) -> Result<HttpResponse, AppError> {
    let html = page.render().map_err(AppError::broken)?;
    let html = Html { text: html, locale: reading.locale.clone(), policy: policy() };
    let mut response = respond_with_page(problem, html);
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static(REFERRER));
    Ok(response)
}

/// Leads who has not signed in to where she does, and from there back to the page that she asked for.
#[must_use]
pub fn sign_in_first(reading: &Reading) -> HttpResponse {
    let next = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", &reading.address).finish();
    see_other(&reading.link(&format!("/sign-in?{next}")))
}

/// Leads on to another page: what was sent is done, and is not sent again when somebody goes back (RFC 9110 §15.4.4).
#[must_use]
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}
