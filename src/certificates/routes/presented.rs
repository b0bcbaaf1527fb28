//! `/verify`: whoever was shown a certificate, on paper or as a file, learns whether it stands. Without an account, a cookie or
//! JavaScript; what is sent is judged and not kept.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::negotiation;
use super::page;
use super::submission::{Submission, submission};
use super::verification::{VerifiedFacts, WithheldView};
use super::views::AlteredView;
use crate::certificates::model::{Answer, Found};
use crate::certificates::presented::Judgement;
use crate::error::AppError;
use crate::formats::credential::carrier::Carrier;
use crate::http::reply::quota_headers;
use crate::http::{AppData, ClientAddress, Reader};
use crate::throttle::Quota;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show_form).service(judge);
}

/// As many verifications by address does a file count for: a hundred in a minute from one network.
const COST: u64 = 30;

/// What became of what was shown.
#[derive(Debug, Serialize, ToSchema)]
struct JudgementView {
    /// To be told first.
    answer: Answer,
    /// What the credential came in; left out for a number and a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier: Option<Carrier>,
    /// Whom a credential names that is not the College's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "did:web:other.example.org")]
    foreign_issuer: Option<String>,
    /// The certificate that it is or claims to be, as the College issued it and as it stands, whatever the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<JudgedCertificateView>,
}

/// A certificate as it was issued; that its holder withholds the details; of one whose record was altered, that it was.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum JudgedCertificateView {
    Certificate(Box<VerifiedFacts>),
    Withheld(WithheldView),
    Altered(AlteredView),
}

impl JudgementView {
    fn new(judgement: &Judgement) -> Self {
        let certificate = judgement.known.as_ref().and_then(|(id, known)| match &known.found {
            Found::Certificate(it) if it.withheld => {
                Some(JudgedCertificateView::Withheld(WithheldView::new(*id, known)))
            }
            Found::Certificate(it) => Some(JudgedCertificateView::Certificate(Box::new(VerifiedFacts::new(it, known)))),
            Found::Altered => Some(JudgedCertificateView::Altered(AlteredView::new(*id))),
            Found::Nothing => None,
        });
        let Judgement { answer, carrier, foreign_issuer, .. } = judgement;
        Self { answer: *answer, carrier: *carrier, foreign_issuer: foreign_issuer.clone(), certificate }
    }
}

/// The page on which a file, or a number and a name, are given to be verified.
#[utoipa::path(
    operation_id = "showVerificationForm", tag = "verification",
    responses((status = 200, body = String, content_type = "text/html")),
    extensions(("x-problems" = json!(["rate-limited", "busy", "internal-error"]))),
)]
#[get("/verify")]
async fn show_form(app: AppData, client: ClientAddress, reader: Reader) -> Result<HttpResponse, AppError> {
    let quota = app.visits.admit(client.prefix(), 1, app.clock.now())?;
    let words = page::words(&app.i18n, &reader.language());
    let html = page::form(&app.i18n, &words, None)?;
    Ok(with_headers(html_response(StatusCode::OK, words.locale().as_str(), html), &quota))
}

/// Judges a file, or a number and the name printed beside it.
///
/// The body is the file itself, whatever its media type says: a certificate in PDF, a badge in PNG or SVG, or the signed credential in
/// JSON or as a JWT, of five megabytes at most. Or it is a form with the field `file`, or with `serial` and `name`. The
/// answer comes first; the printed fields are always the College's own record. A PDF of which a single byte is not as
/// the College made it is `altered`, even where the credential in it is genuine. A number with another name is `unknown` like
/// one that was never given. No account is needed, and nothing that is sent is kept. Who asks for `text/html` by name gets a page, and everybody
/// else JSON.
#[utoipa::path(
    operation_id = "judgeCertificate", tag = "verification",
    request_body(content(
        (Vec<u8> = "application/pdf"),
        (Vec<u8> = "image/png"),
        (String = "image/svg+xml"),
        (Value = "application/vc"),
        (String = "application/vc+jwt"),
        (String = "application/x-www-form-urlencoded", example = json!("serial=VC-2027-00000042&name=Ana+Rakoto")),
        (String = "multipart/form-data"),
    )),
    responses(
        (status = 200, description = "What became of it; `answer` comes first", content(
            (JudgementView = "application/json"),
            (String = "text/html"),
        )),
        (status = 413, description = "It is too large", body = String, content_type = "text/html"),
        (status = 415, description = "It is none of these", body = String, content_type = "text/html"),
        (status = 422, description = "There is nothing in it that could be judged", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!([
        "body-incomplete", "body-invalid", "body-too-large", "body-too-slow", "request-malformed",
        "verification-credential-missing", "verification-file-damaged", "verification-file-encrypted",
        "verification-file-unrecognised", "verification-several-credentials", "rate-limited", "busy", "internal-error",
    ]))),
)]
#[post("/verify")]
async fn judge(
    app: AppData,
    client: ClientAddress,
    reader: Reader,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let (network, now) = (client.prefix(), app.clock.now());
    let quota = app.visits.admit(network, COST, now)?;
    let judged = match submission(&request, payload).await {
        Ok(Submission::File(file)) => app.judge(file).await,
        Ok(Submission::Number { serial, name }) => {
            app.inquiries.admit(network, 1, now)?;
            app.inquire(&serial, &name).await
        }
        Err(refusal) => Err(refusal),
    };
    if !negotiation::wants_page(&request) {
        return Ok(with_headers(HttpResponse::Ok().json(JudgementView::new(&judged?)), &quota));
    }
    let words = page::words(&app.i18n, &reader.language());
    let (status, html) = match judged {
        Ok(judgement) => (StatusCode::OK, page::judged(&app.i18n, &judgement, &words)?),
        Err(AppError::Refused(problem)) if matches!(problem.status, 413 | 415 | 422) => {
            let status = StatusCode::from_u16(problem.status).map_err(AppError::broken)?;
            (status, page::form(&app.i18n, &words, Some(&problem))?)
        }
        Err(error) => return Err(error),
    };
    Ok(with_headers(html_response(status, words.locale().as_str(), html), &quota))
}

fn html_response(status: StatusCode, language: &str, html: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, language))
        .insert_header((header::CONTENT_SECURITY_POLICY, page::policy()))
        .body(html)
}

fn with_headers(mut response: HttpResponse, quota: &Quota) -> HttpResponse {
    let headers = response.headers_mut();
    for (name, value) in quota_headers(quota) {
        headers.insert(name, value.into());
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, accept-language, cookie"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response
}
