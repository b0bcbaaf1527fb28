//! What others verify credentials with: the DID document, the JWK set and the status lists. For anybody, from anywhere.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;

use super::negotiation::{self, Form};
use crate::certificates::issuer::Secured;
use crate::error::{AppError, Problem};
use crate::formats::credential::status::StatusPurpose;
use crate::http::reply::quota_headers;
use crate::http::{AppData, CachedBody, ClientAddress, Path};
use crate::throttle::Quota;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(did_document).service(jwk_set).service(status_list);
}

/// A revoked key or certificate is believed for so long by whoever has looked before.
const CACHE_CONTROL: &str = "public, max-age=300";

/// The keys of the College as an issuer of credentials (did:web).
///
/// Keys that ended stay for ever, so that what they signed is verified for ever. A key that was revoked is not there.
#[utoipa::path(
    operation_id = "showDidDocument", tag = "verification",
    responses(
        (status = 200, description = "The DID document", body = Value, content_type = "application/did+json", example = json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": "did:web:college.example.org",
            "verificationMethod": [{
                "id": "did:web:college.example.org#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                "type": "Multikey",
                "controller": "did:web:college.example.org",
                "publicKeyMultibase": "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
            }],
            "assertionMethod": ["did:web:college.example.org#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"]
        })),
        (status = 304, description = "As the client has it"),
    ),
    extensions(("x-problems" = json!(["not-found", "rate-limited", "busy", "internal-error"]))),
)]
#[get("/.well-known/did.json")]
async fn did_document(app: AppData, client: ClientAddress, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let quota = app.visits.admit(client.prefix(), 1, app.clock.now())?;
    let host = request.connection_info().host().to_owned();
    publish(app.published_keys(&host).await?.map(|keys| keys.did_document), &request, &quota)
}

/// The same keys as a JWK set, for those who verify tokens. Without those that were revoked.
#[utoipa::path(
    operation_id = "showJwkSet", tag = "verification",
    responses(
        (status = 200, description = "The JWK set (RFC 7517)", body = Value, content_type = "application/jwk-set+json", example = json!({
            "keys": [{
                "kid": "did:web:college.example.org#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
                "x": "Lm_M42cB3HkUiODQsXRcweM6TByfzEHGO9ND274JcOY"
            }]
        })),
        (status = 304, description = "As the client has it"),
    ),
    extensions(("x-problems" = json!(["not-found", "rate-limited", "busy", "internal-error"]))),
)]
#[get("/.well-known/jwks.json")]
async fn jwk_set(app: AppData, client: ClientAddress, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let quota = app.visits.admit(client.prefix(), 1, app.clock.now())?;
    let host = request.connection_info().host().to_owned();
    publish(app.published_keys(&host).await?.map(|keys| keys.jwk_set), &request, &quota)
}

/// A status list (Bitstring Status List 1.0), signed.
///
/// `revocation` has what was revoked, for ever; `suspension` has whatever does not stand at present, revoked or suspended, and is the one
/// that credentials name. A credential has the same index in both. `application/vc+jwt` asks for the same list as a token.
#[utoipa::path(
    operation_id = "showStatusList", tag = "verification",
    params(
        ("purpose" = String, Path, description = "`revocation` or `suspension`", example = "suspension"),
        ("list" = i32, Path, description = "The number in the credential", example = 1),
    ),
    responses(
        (status = 200, description = "A BitstringStatusListCredential", content(
            (Value = "application/vc"),
            (String = "application/vc+jwt"),
            (String = "application/jwt"),
        )),
        (status = 304, description = "As the client has it"),
    ),
    extensions(("x-problems" = json!(["not-found", "rate-limited", "busy", "internal-error"]))),
)]
#[get("/credentials/status/{purpose}/{list}")]
async fn status_list(
    app: AppData,
    client: ClientAddress,
    place: Path<(StatusPurpose, i32)>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let quota = app.visits.admit(client.prefix(), 1, app.clock.now())?;
    let secured = match negotiation::wanted(&request) {
        Form::Token(media_type) => Secured::Token(media_type),
        Form::Page | Form::Json | Form::Credential(_) => Secured::Proof,
    };
    let mut response = publish(app.published_list(place.0, secured).await?, &request, &quota)?;
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    Ok(response)
}

fn publish(body: Option<CachedBody>, request: &HttpRequest, quota: &Quota) -> Result<HttpResponse, AppError> {
    let body = body.ok_or_else(|| Problem::not_found("not-found"))?;
    let mut response = body.respond(request, CACHE_CONTROL);
    let headers = response.headers_mut();
    for (name, value) in quota_headers(quota) {
        headers.insert(name, value.into());
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}
