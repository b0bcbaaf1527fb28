//! Pictures that certificates show: logos and signatures.

use actix_web::http::header;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::certificates::error::CertificateError;
use crate::certificates::picture::{LARGEST_FILE, Picture, redrawn};
use crate::certificates::service;
use crate::courses::model::ContentHash;
use crate::error::{AppError, Problem};
use crate::http::json::BodyDigest;
use crate::http::upload::receive;
use crate::http::{AppData, CachedBody, Once, Path, Reply};

/// What has a hash for a name never changes; only the Secretariat sees it.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(add_picture).service(show_picture);
}

/// A picture that is kept.
#[derive(Debug, Serialize, ToSchema)]
struct CertificatePictureView {
    /// What designs and policies name it by.
    #[schema(example = "6ea80f3f7d7a3cbcf6e5f6c8bd1b1ad6a1e6b62f9f9b2a9bdb0d1a6a2ad4c7e1")]
    sha256: String,
    /// As it is kept: what is larger than paper can show was made smaller.
    #[schema(example = 640)]
    width: u32,
    #[schema(example = 240)]
    height: u32,
}

/// Keeps a picture for certificates: a logo, or a signature.
///
/// PNG or JPEG, of one megabyte and 3000 points along a side at most. It is drawn anew as a PNG without metadata, smaller where paper
/// could not show the points, and named by the hash of that; the same picture twice is one. For the Secretariat.
#[utoipa::path(
    operation_id = "addCertificatePicture", tag = "certificates", security(("session" = [])),
    params(Once),
    request_body(content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"))),
    responses((status = 201, body = CertificatePictureView)),
    extensions(
        ("x-creates" = json!("/certificate-pictures/{sha256}")),
        ("x-problems" = json!([
            "body-incomplete", "forbidden", "body-too-large", "content-type-unsupported", "picture-unreadable",
            "picture-too-large", "picture-blank", "busy",
        ])),
    ),
)]
#[post("/certificate-pictures")]
async fn add_picture(
    app: AppData,
    actor: Actor,
    once: Once,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let kind = request.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind == "image/png" || kind == "image/jpeg") {
        return Err(Problem::new(415, "content-type-unsupported").into());
    }
    let file = receive(payload, LARGEST_FILE).await?;
    request.extensions_mut().insert(BodyDigest::of(&file));
    let drawn = app.certificates.counter.run(move || redrawn(&file)).await?;
    let picture: Picture = drawn.map_err(CertificateError::PictureRefused)?;
    app.write_once(actor.person, once, move |tx| {
        service::add_picture(tx, &actor, &picture)?;
        let (sha256, width, height) = (picture.sha256.to_string(), picture.width, picture.height);
        let location = format!("/api/v1/certificate-pictures/{sha256}");
        Reply::created(location, &CertificatePictureView { sha256, width, height })
    })
    .await
}

/// A picture that certificates show. For the Secretariat.
#[utoipa::path(
    operation_id = "showCertificatePicture", tag = "certificates", security(("session" = [])),
    params(("sha256" = String, Path, description = "Its hash", example = "6ea80f3f7d7a3cbcf6e5f6c8bd1b1ad6a1e6b62f9f9b2a9bdb0d1a6a2ad4c7e1")),
    responses(
        (status = 200, description = "The picture", body = Vec<u8>, content_type = "image/png"),
        (status = 304, description = "As the client has it"),
    ),
    extensions(("x-problems" = json!(["forbidden", "certificate-picture-unknown"]))),
)]
#[get("/certificate-pictures/{sha256}")]
async fn show_picture(
    app: AppData,
    actor: Actor,
    sha256: Path<ContentHash>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let bytes = app.certificate_picture(sha256.0).await?;
    Ok(CachedBody::new("image/png", None, bytes.to_vec()).respond(&request, FOR_EVER))
}
