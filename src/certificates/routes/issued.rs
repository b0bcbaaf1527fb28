//! Certificates that were issued: their holders', and revoking them.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::{AlteredView, CertificateView, ListedCertificateView};
use crate::accounts::Actor;
use crate::certificates::badge::{BadgeFormat, baked};
use crate::certificates::model::{CertificateId, PublicReason};
use crate::certificates::service::{self, Listed, Revocation};
use crate::error::{AppError, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;
use crate::text;

const LONGEST_REASON: usize = 1_000;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list_own).service(show).service(print).service(badge).service(revoke);
}

/// My certificates, the latest first.
#[utoipa::path(
    operation_id = "listMyCertificates", tag = "certificates", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<ListedCertificateView>)),
)]
#[get("/me/certificates")]
async fn list_own(
    app: AppData,
    actor: Actor,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, after) = (query.0.limit()?, query.0.after()?);
    let for_secretariat = actor.is_secretariat();
    let found = app.db.read(move |snapshot| service::list_own(snapshot, &actor, after, limit + 1)).await?;
    let page = Page::new(found, limit, |listed| (listed.issued_at, listed.id));
    let view = |listed: Listed| match listed.certificate {
        Some(it) => ListedCertificateView::Certificate(Box::new(CertificateView::new(&it, for_secretariat, &app))),
        None => ListedCertificateView::Altered(AlteredView::new(listed.id)),
    };
    Ok(page.map(view).respond(&request))
}

/// A certificate, for its holder and the Secretariat.
#[utoipa::path(
    operation_id = "showCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path)),
    responses((status = 200, body = CertificateView)),
    extensions(("x-problems" = json!(["certificate-unknown", "certificate-altered"]))),
)]
#[get("/certificates/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<CertificateId>) -> Result<HttpResponse, AppError> {
    let for_secretariat = actor.is_secretariat();
    let certificate = app.db.read(move |snapshot| service::find(snapshot, &actor, id.0)).await?;
    Ok(HttpResponse::Ok().json(CertificateView::new(&certificate, for_secretariat, &app)))
}

/// No parameter but `lang`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PrintQuery {}

/// The language that is asked for by name. Who misspells it is told so, and not given another.
fn wish(request: &HttpRequest) -> Result<Option<Locale>, AppError> {
    let mut query = url::form_urlencoded::parse(request.query_string().as_bytes());
    let parsed = query.find(|(name, _)| name == "lang").map(|(_, tag)| Locale::parse(&tag)).transpose();
    parsed.map_err(|_| Problem::new(400, "language-unknown").into())
}

/// A certificate as a PDF, for its holder and the Secretariat.
///
/// Each language is another rendition of the same certificate. The bytes are the same each time.
#[utoipa::path(
    operation_id = "printCertificate", tag = "certificates", security(("session" = [])),
    params(
        ("id" = CertificateId, Path),
        ("lang" = Option<String>, Query, description = "One of the certificate's `languages`; left out, its own", example = "fr"),
    ),
    responses(
        (status = 200, description = "PDF/A-3a and PDF/UA-1, one page", body = Vec<u8>, content_type = "application/pdf"),
        (status = 304, description = "As the client has it"),
    ),
    extensions(
        ("x-problems" = json!([
            "query-invalid", "language-unknown", "certificate-unknown", "certificate-language-unavailable",
            "certificate-altered", "certificate-revoked", "certificate-script-missing", "certificate-not-printable",
        ])),
    ),
)]
#[get("/certificates/{id}/pdf")]
async fn print(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    _: Query<PrintQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let certificate = app.db.read(move |snapshot| service::find(snapshot, &actor, id.0)).await?;
    let rendition = app.rendition(&certificate, wish(&request)?.as_ref()).await?;
    let mut response = rendition.body.respond(&request, "private, no-cache");
    let name = format!("attachment; filename=\"{}-{}.pdf\"", certificate.record.serial, rendition.locale);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(AppError::broken)?);
    // As it is: its entity tag is the hash of these very bytes.
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    headers.insert(header::VARY, HeaderValue::from_static("authorization"));
    Ok(response)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BadgeQuery {
    /// What it is drawn in.
    #[param(inline)]
    format: BadgeFormat,
}

/// A certificate as a badge, for its holder and the Secretariat: a picture with the signed credential in it (Open Badges 3.0).
///
/// The credential alone is at `/verify/{id}`, for anybody.
#[utoipa::path(
    operation_id = "drawBadge", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), BadgeQuery),
    responses(
        (status = 200, description = "The picture", content(
            (String = "image/svg+xml"),
            (Vec<u8> = "image/png"),
        )),
        (status = 304, description = "As the client has it"),
    ),
    extensions(
        ("x-problems" = json!([
            "query-invalid", "certificate-unknown", "certificate-altered", "certificate-revoked", "certificate-not-signed",
        ])),
    ),
)]
#[get("/certificates/{id}/badge")]
async fn badge(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    query: Query<BadgeQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (now, format) = (app.clock.now(), query.0.format);
    let (certificate, credential) =
        app.db.read(move |snapshot| service::find_in_force(snapshot, &actor, (id.0, now))).await?;
    let mut response = baked(&credential, format)?.respond(&request, "private, no-cache");
    let name = format!("attachment; filename=\"{}.{format}\"", certificate.record.serial);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(AppError::broken)?);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, authorization"));
    Ok(response)
}

/// Why a certificate is withdrawn for ever.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRevocation {
    /// What anybody who verifies the certificate may read.
    public_reason: PublicReason,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "Two persons took the assessment together; see the report of 3 March.")]
    private_reason: Option<String>,
}

impl CreateRevocation {
    fn check(&self) -> Result<Revocation, AppError> {
        let private_reason =
            self.private_reason.as_deref().map(|reason| text::line(reason, LONGEST_REASON)).transpose();
        let private_reason = private_reason.map_err(|fault| Problem::invalid(vec![fault.at("/private_reason")]))?;
        Ok(Revocation { public_reason: self.public_reason, private_reason })
    }
}

/// Revokes a certificate, for ever.
///
/// The holder is written to. The certificate stays, and says to whoever verifies it that it was revoked. For the Secretariat;
/// nobody decides on a certificate of her or his own.
#[utoipa::path(
    operation_id = "revokeCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), Once),
    request_body = CreateRevocation,
    responses((status = 201, body = CertificateView)),
    extensions(
        ("x-creates" = json!("/certificates/{id}")),
        ("x-problems" = json!([
            "forbidden", "certificate-is-ones-own", "certificate-unknown", "certificate-altered",
            "certificate-already-revoked",
        ])),
    ),
)]
#[post("/certificates/{id}/revocation")]
async fn revoke(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    once: Once,
    body: Json<CreateRevocation>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (id, why, college) = (id.0, body.0.check()?, app.clone());
    let reply = app
        .write_once(actor.person, once, move |tx| {
            let certificate = service::revoke(tx, &college.i18n, &actor, (id, &why))?;
            Reply::created(format!("/api/v1/certificates/{id}"), &CertificateView::new(&certificate, true, &college))
        })
        .await?;
    app.certificates.forget(id);
    Ok(reply)
}
