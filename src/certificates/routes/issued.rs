//! Certificates that were issued, for their holders and the Secretariat.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::{AlteredView, CertificateView, ListedCertificateView};
use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::badge::{BadgeFormat, baked};
use crate::certificates::model::CertificateId;
use crate::certificates::service::{self, Listed};
use crate::error::{AppError, Problem};
use crate::http::{AppData, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list_own).service(show).service(print).service(badge);
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
    responses((status = 200, body = CertificateView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["certificate-unknown", "certificate-altered"]))),
)]
#[get("/certificates/{id}")]
async fn show(app: AppData, actor: Actor, id: Path<CertificateId>) -> Result<Reply, AppError> {
    let for_secretariat = actor.is_secretariat();
    let certificate = app.db.read(move |snapshot| service::find(snapshot, &actor, id.0)).await?;
    let reply = Reply::ok(&CertificateView::new(&certificate, for_secretariat, &app))?;
    Ok(reply.with_version(certificate.row_version()))
}

/// No parameter but `lang`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PrintQuery {}

/// The language that is asked for by name. Who misspells it is told so, and not given another.
pub(super) fn wish(request: &HttpRequest) -> Result<Option<Locale>, AppError> {
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
            "certificate-altered", "certificate-erased", "certificate-revoked", "certificate-script-missing",
            "certificate-not-printable",
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
    let mut response = printed(&app, actor, id.0, &request).await?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("authorization"));
    Ok(response)
}

/// A certificate as a file, for its holder and the Secretariat.
///
/// # Errors
/// 404 for everybody else, or when it is not to be had in the language; 409 when it was revoked or cannot be printed in full; 410 when
/// it was erased.
pub async fn printed(
    app: &App,
    actor: Actor,
    id: CertificateId,
    request: &HttpRequest,
) -> Result<HttpResponse, AppError> {
    let certificate = app.db.read(move |snapshot| service::find(snapshot, &actor, id)).await?;
    let rendition = app.rendition(&certificate, wish(request)?.as_ref()).await?;
    let mut response = rendition.body.respond(request, "private, no-cache");
    let name = format!("attachment; filename=\"{}-{}.pdf\"", certificate.record.serial, rendition.locale);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(AppError::broken)?);
    // As it is: its entity tag is the hash of these very bytes.
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
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
            "query-invalid", "certificate-unknown", "certificate-altered", "certificate-erased", "certificate-revoked",
            "certificate-not-signed",
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
