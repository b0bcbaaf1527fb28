//! `/verify/{id}`: anybody, without an account and without a cookie, learns whether a certificate is what it seems.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::negotiation::{self, Form};
use super::page;
use super::views::{AlteredView, CertificateFacts, RevocationView, SuspensionView, withdrawal};
use crate::app::App;
use crate::certificates::CertificateError;
use crate::certificates::model::{Certificate, CertificateId, Found, Signature, Standing};
use crate::certificates::office::{Shape, Verification};
use crate::clock::Timestamp;
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

/// A certificate with its signatures checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerifiedFacts {
    #[serde(flatten)]
    facts: CertificateFacts,
    signature: Signature,
}

impl VerifiedFacts {
    pub fn new(certificate: &Certificate, known: &Verification) -> Self {
        Self { facts: CertificateFacts::new(certificate, known.standing), signature: known.checked.signature }
    }
}

/// There is a certificate, whose holder shows nothing but how it stands, and since when.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WithheldView {
    id: CertificateId,
    state: Standing,
    signature: Signature,
    /// Always.
    #[schema(example = true)]
    details_withheld: bool,
    /// When they were erased at the holder's wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    erased_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revocation: Option<RevocationView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suspension: Option<SuspensionView>,
    /// The certificate that has taken its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<CertificateId>,
}

impl WithheldView {
    pub(super) fn new(id: CertificateId, known: &Verification) -> Self {
        let replaced_by = known.certificate().and_then(|certificate| certificate.superseded_by);
        let erased_at = known.certificate().and_then(|certificate| certificate.erased_at);
        let (state, signature) = (known.standing, known.checked.signature);
        let (revocation, suspension) = known.certificate().map(withdrawal).unwrap_or_default();
        Self { id, state, signature, details_withheld: true, erased_at, revocation, suspension, replaced_by }
    }
}

/// What anybody is told.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it describes answers that are shaped apart")]
enum VerificationView {
    Facts(Box<VerifiedFacts>),
    Withheld(WithheldView),
    Altered(AlteredView),
}

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
/// printed one that was edited is found out; nothing but the state, where the holder wants it so. The signatures are checked for the answer. `application/vc` (or `application/ld+json`,
/// `application/vc+ld+json`) asks for the signed credential, Open Badges 3.0, and `application/vc+jwt` (or `application/jwt`) for
/// the same as a token. The id is read in upper or lower case. No account is needed.
#[utoipa::path(
    operation_id = "verifyCertificate", tag = "verification",
    params(
        ("id" = String, Path, description = "The id in the certificate's address or QR code", example = "5f3c9a0e7b1d4f6282c4e1a90b7d3e58"),
    ),
    responses(
        (status = 200, description = "What is known of it; `state` comes first", content(
            (VerificationView = "application/json"),
            (String = "text/html"),
            (Value = "application/vc"),
            (Value = "application/ld+json", example = json!({
                "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                "id": "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58",
                "type": ["VerifiableCredential", "OpenBadgeCredential"]
            })),
            (Value = "application/vc+ld+json", example = json!({
                "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                "id": "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58",
                "type": ["VerifiableCredential", "OpenBadgeCredential"]
            })),
            (String = "application/vc+jwt"),
            (String = "application/jwt"),
        ), headers(("Link" = String))),
        (status = 304, description = "As the client has it", headers(("Link" = String))),
        (status = 404, description = "The College never issued it", content(
            (UnknownView = "application/problem+json"),
            (String = "text/html"),
        )),
    ),
    extensions(("x-problems" = json!([
        "certificate-not-signed", "certificate-withheld", "certificate-erased", "certificate-altered", "rate-limited", "busy", "internal-error",
    ]))),
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
    let others = known.as_ref().map(|(id, known)| (*id, Arc::clone(known)));
    let mut response = match (negotiation::wanted(&request), known) {
        (Form::Page, Some((_, known))) => {
            let words = page::words(&app.i18n, &reader.language());
            known
                .body(Shape::Page(words.locale().clone()), || page::known(&app.i18n, &known, &words))?
                .respond(&request, CACHE_CONTROL)
        }
        (Form::Page, None) => unknown_page(&app, &page::words(&app.i18n, &reader.language()))?,
        (Form::Json, Some((id, known))) => json(id, &known)?.respond(&request, CACHE_CONTROL),
        (form, Some((_, known))) => signed(form, &known)?.respond(&request, CACHE_CONTROL),
        (_, None) => unknown_json(&app, &request, &reader.language().localizer()),
    };
    if let Some((id, known)) = others {
        let alternates = known.alternates(|| alternates(&format!("{}{}", app.base_url(), id.verify_path())));
        if let Ok(value) = HeaderValue::from_str(alternates) {
            response.headers_mut().insert(header::LINK, value);
        }
    }
    add_headers(&mut response, &quota);
    Ok(response)
}

fn add_headers(response: &mut HttpResponse, quota: &Quota) {
    let is_page = response.headers().get(header::CONTENT_TYPE).is_none_or(|it| it.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    for (name, value) in quota_headers(quota) {
        headers.insert(name, value.into());
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, accept-language, cookie"));
    headers.insert(header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    if is_page && let Ok(policy) = HeaderValue::from_str(page::policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Where else it is: at the same address, in other forms (RFC 8288).
fn alternates(address: &str) -> String {
    let link = |media_type: &str| format!("<{address}>; rel=\"alternate\"; type=\"{media_type}\"");
    ["text/html", "application/json", "application/vc", "application/vc+jwt"].map(link).join(", ")
}

/// The credential or its token. Of what was altered nothing is handed on as genuine.
fn signed(form: Form, known: &Verification) -> Result<CachedBody, AppError> {
    if known.standing == Standing::Altered {
        return Err(CertificateError::Altered.into());
    }
    if known.certificate().is_some_and(|certificate| certificate.erased_at.is_some()) {
        return Err(CertificateError::Erased.into());
    }
    if known.certificate().is_some_and(|certificate| certificate.withheld) {
        return Err(CertificateError::Withheld.into());
    }
    let credential = known.checked.credential.as_ref().ok_or(CertificateError::NotSigned)?;
    match form {
        Form::Token(media_type) => known.body(Shape::Token(media_type), || {
            Ok(CachedBody::new(media_type, None, credential.token.clone().into_bytes()))
        }),
        Form::Credential(media_type) => known.body(Shape::Credential(media_type), || {
            Ok(CachedBody::new(media_type, None, credential.document.clone().into_bytes()))
        }),
        Form::Page | Form::Json => Err(AppError::broken("these are no credentials")),
    }
}

fn json(id: CertificateId, known: &Verification) -> Result<CachedBody, AppError> {
    known.body(Shape::Json, || {
        let body = match &known.found {
            Found::Certificate(it) if it.withheld => serde_json::to_vec(&WithheldView::new(id, known))?,
            Found::Certificate(it) => serde_json::to_vec(&VerifiedFacts::new(it, known))?,
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
