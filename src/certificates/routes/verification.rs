//! `/verify/{id}`: anybody, without an account and without a cookie, learns whether a certificate is what it seems.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::page;
use super::views::{AlteredView, CertificateFacts};
use crate::app::App;
use crate::certificates::CertificateError;
use crate::certificates::model::{CertificateId, Found, Standing};
use crate::certificates::office::{Shape, Verification};
use crate::error::{AppError, Fault as _};
use crate::http::envelope::RequestId;
use crate::http::problem::ProblemDocument;
use crate::http::reply::quota_headers;
use crate::http::{AppData, CachedBody, ClientAddress, Path, Reader};
use crate::i18n::Localizer;
use crate::throttle::Quota;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(verify);
}

/// A revocation is seen by the next who asks, so that what is kept is asked about each time.
const CACHE_CONTROL: &str = "no-cache";

/// There is no such certificate: a problem document with the state beside it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "https://college.example.org/api/docs/problems#certificate-unknown",
    "title": "No such certificate",
    "status": 404,
    "detail": "There is no such certificate, or it is not one that you may see.",
    "instance": "urn:uuid:0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e",
    "code": "certificate-unknown",
    "state": "unknown"
}))]
struct UnknownView {
    #[serde(flatten)]
    problem: ProblemDocument,
    state: Standing,
}

/// Verifies a certificate.
///
/// A page, or JSON for who asks for `application/json`: whether the certificate is valid, and every printed field, so that a
/// printed one that was edited is found out. The id is read in upper or lower case. No account is needed.
#[utoipa::path(
    operation_id = "verifyCertificate", tag = "verification",
    params(
        ("id" = String, Path, description = "The id in the certificate's address or QR code", example = "5f3c9a0e7b1d4f6282c4e1a90b7d3e58"),
    ),
    responses(
        (status = 200, description = "What is known of it; `state` comes first", content(
            (CertificateFacts = "application/json"),
            (String = "text/html"),
        )),
        (status = 304, description = "As the client has it"),
        (status = 404, description = "The College never issued it", content(
            (UnknownView = "application/problem+json"),
            (String = "text/html"),
        )),
    ),
    extensions(("x-problems" = json!(["rate-limited", "busy", "internal-error"]))),
)]
#[get("/verify/{id}")]
async fn verify(
    app: AppData,
    client: ClientAddress,
    reader: Reader,
    id: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let quota = app.visits.admit(client.prefix(), 1, app.clock.now())?;
    let verification = match id.0.parse::<CertificateId>() {
        Ok(id) => Some((id, app.verification(id).await?)),
        Err(_) => None,
    };
    let known = verification.filter(|(_, verification)| verification.standing != Standing::Unknown);
    let mut response = match (wants_json(&request), known) {
        (true, Some((id, known))) => json(id, &known)?.respond(&request, CACHE_CONTROL),
        (true, None) => unknown_json(&app, &request, &reader.language().localizer()),
        (false, Some((_, known))) => {
            let words = page::words(&app.i18n, &reader.language());
            known
                .body(Shape::Page(words.locale().clone()), || page::known(&app.i18n, &known, &words))?
                .respond(&request, CACHE_CONTROL)
        }
        (false, None) => unknown_page(&app, &page::words(&app.i18n, &reader.language()))?,
    };
    add_headers(&mut response, &quota);
    Ok(response)
}

fn add_headers(response: &mut HttpResponse, quota: &Quota) {
    let is_page = response.headers().get(header::CONTENT_TYPE).is_none_or(|it| it.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    for (name, value) in quota_headers(quota) {
        headers.insert(name, value.into());
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, accept-language, cookie"));
    headers.insert(header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    if is_page && let Ok(policy) = HeaderValue::from_str(page::policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn json(id: CertificateId, known: &Verification) -> Result<CachedBody, AppError> {
    known.body(Shape::Json, || {
        let body = match &known.found {
            Found::Certificate(it) => serde_json::to_vec(&CertificateFacts::new(it, known.standing))?,
            Found::Altered | Found::Nothing => serde_json::to_vec(&AlteredView::new(id))?,
        };
        Ok(CachedBody::new("application/json", None, body))
    })
}

fn unknown_json(app: &App, request: &HttpRequest, words: &Localizer) -> HttpResponse {
    let problem = CertificateError::Unknown.problem();
    let problem = ProblemDocument::new(&problem, words, (&app.base_url(), &RequestId::of(request)));
    HttpResponse::NotFound()
        .content_type("application/problem+json")
        .insert_header((header::CONTENT_LANGUAGE, words.locale().as_str()))
        .json(UnknownView { problem, state: Standing::Unknown })
}

fn unknown_page(app: &App, words: &Localizer) -> Result<HttpResponse, AppError> {
    let html = page::unknown(&app.i18n, words)?;
    Ok(HttpResponse::build(StatusCode::NOT_FOUND)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, words.locale().as_str()))
        .body(html))
}

/// Whether `Accept` (RFC 9110 §12.5.1) names JSON with a higher quality than HTML. Who says nothing gets the page.
fn wants_json(request: &HttpRequest) -> bool {
    let values = request.headers().get_all(header::ACCEPT).filter_map(|value| value.to_str().ok());
    let ranges: Vec<(&str, u16)> = values.flat_map(|value| value.split(',')).filter_map(range).collect();
    let quality = |accepted: &[&str]| {
        let named = ranges.iter().filter(|(name, _)| accepted.iter().any(|it| it.eq_ignore_ascii_case(name)));
        named.map(|(_, quality)| *quality).max().unwrap_or(0)
    };
    let json = quality(&["application/json", "application/problem+json"]);
    json > quality(&["text/html", "application/xhtml+xml"])
}

/// A media range and its quality in thousandths.
fn range(text: &str) -> Option<(&str, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let quality = quality.map_or(Some(1_000.0), |text| text.parse::<f32>().ok())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
    Some((name, if quality > 1.0 { 1_000.0 } else { (quality * 1_000.0).max(0.0) } as u16))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn json_is_for_who_asks_for_it() {
        for (accept, expected) in [
            ("", false),
            ("*/*", false),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false),
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/json;q=0.5, text/html", false),
            ("application/json, text/html;q=0.9", true),
            ("application/json;q=0", false),
            ("application/json;q=high", false),
        ] {
            let request = TestRequest::default().insert_header((header::ACCEPT, accept)).to_http_request();
            assert_eq!(wants_json(&request), expected, "{accept}");
        }
    }
}
