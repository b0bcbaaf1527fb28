//! `/my` and below: pages of one's own.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;

use super::private;
use super::session::Visitor;
use crate::certificates::{self, CertificateId};
use crate::error::AppError;
use crate::http::{AppData, Path, Reader};
use crate::pages::mine::{page, read};
use crate::pages::reading::Reading;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show);
}

/// Files for oneself.
pub fn files(routes: &mut ServiceConfig<'_>) {
    routes.service(print);
}

/// A person's courses, how far she has come, and her certificates.
///
/// Who has not signed in is asked to, and comes back.
#[utoipa::path(
    operation_id = "openMine", tag = "pages",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 303, description = "To the page on which one signs in", headers(("Location" = String))),
    ),
)]
#[get("/my")]
async fn show(app: AppData, visitor: Visitor, reader: Reader) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), "/my".to_owned());
    let token = visitor.token();
    let Some(actor) = visitor.actor else { return Ok(private::sign_in_first(&reading)) };
    let shared = app.clone();
    let mine = app.db.read(move |snapshot| read(snapshot, &shared, &actor)).await?;
    let page = page(&app, &reading, &mine, token)?;
    private::page(&reading, StatusCode::OK, &page)
}

/// A certificate of one's own as a PDF, in its own language or in that of `lang`.
#[utoipa::path(
    operation_id = "printMine", tag = "pages",
    params(("id" = CertificateId, Path)),
    responses(
        (status = 200, description = "PDF/A-3a and PDF/UA-1, one page", body = Vec<u8>, content_type = "application/pdf"),
        (status = 303, description = "To the page on which one signs in", headers(("Location" = String))),
        (status = 304, description = "As the client has it"),
    ),
    extensions(("x-problems" = json!([
        "certificate-unknown", "not-found", "certificate-language-unavailable", "certificate-altered", "certificate-erased", "certificate-revoked",
        "certificate-script-missing", "certificate-not-printable", "language-unknown",
    ]))),
)]
#[get("/my/certificates/{id}/pdf")]
async fn print(
    app: AppData,
    visitor: Visitor,
    id: Path<CertificateId>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let Some(actor) = visitor.actor else { return Ok(private::see_other("/sign-in?next=%2Fmy")) };
    let mut response = certificates::printed(&app, actor, id.0, &request).await?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}
