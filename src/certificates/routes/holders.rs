//! What a holder does with her certificate: withholding its details, having them erased, asking for a correction; and what the Secretariat says to that.

use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::changes::prove_correction;
use super::views::CertificateView;
use crate::accounts::Actor;
use crate::certificates::model::{
    CertificateId, CorrectionRequest, CorrectionRequestId, CorrectionRequestState, printed_name,
};
use crate::certificates::service::{self, NewRequest, RequestRuling};
use crate::clock::Timestamp;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::ids::PersonId;
use crate::text;

const LONGEST_MESSAGE: usize = 1_000;
const LONGEST_REASON: usize = 500;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(set_visibility).service(erase).service(ask).service(list_of).service(list).service(decide);
}

/// How much of a certificate others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum CertificateDetails {
    Shown,
    /// Whoever verifies it learns nothing but that it exists and how it stands.
    Withheld,
}

/// What others see of a certificate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CertificateVisibility {
    details: CertificateDetails,
}

/// Says what others see of one's own certificate.
#[utoipa::path(
    operation_id = "setCertificateVisibility", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path)),
    request_body = CertificateVisibility,
    responses((status = 200, body = CertificateView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["certificate-unknown", "certificate-altered", "certificate-erased"]))),
)]
#[put("/certificates/{id}/visibility")]
async fn set_visibility(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    body: Json<CertificateVisibility>,
) -> Result<Reply, AppError> {
    let withheld = body.0.details == CertificateDetails::Withheld;
    let (id, for_secretariat) = (id.0, actor.is_secretariat());
    let certificate = app.db.write(move |tx| service::set_withheld(tx, &actor, (id, withheld))).await?;
    app.certificates.forget(id);
    let reply = Reply::ok(&CertificateView::new(&certificate, for_secretariat, &app))?;
    Ok(reply.with_version(certificate.row_version()))
}

/// That somebody means it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCertificateErasure {
    /// The number of the certificate.
    #[schema(example = "VC-2027-00000042")]
    serial: String,
}

/// Erases for ever what one's own certificate says: the name, the grade, the Party, the credential, and whatever it took the place of.
///
/// The Secretariat does it for somebody who has no account, or none that was ever opened, when she asks.
///
/// It cannot be printed any more. Whoever verifies it learns that it exists and how it stands; a file that was downloaded before is still
/// told from a false one.
#[utoipa::path(
    operation_id = "eraseCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), Once),
    request_body = CreateCertificateErasure,
    responses((status = 200, body = CertificateView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "certificate-unknown", "certificate-altered", "certificate-already-replaced", "certificate-erased", "certificate-erasure-holders",
        "certificate-erasure-suspended",
    ]))),
)]
#[post("/certificates/{id}/erasure")]
async fn erase(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    once: Once,
    body: Json<CreateCertificateErasure>,
) -> Result<Reply, AppError> {
    let (id, serial, shown) = (id.0, service::spelt(&body.0.serial), app.clone());
    let reply = app
        .write_once(actor.person, once, move |tx| {
            let certificate = service::erase(tx, &actor, (id, &serial))?;
            let view = CertificateView::new(&certificate, actor.is_secretariat(), &shown);
            Ok(Reply::ok(&view)?.with_version(certificate.row_version()))
        })
        .await;
    app.certificates.forget(id);
    reply
}

/// The name that a certificate should have had, as its holder says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCorrectionRequest {
    #[schema(max_length = 120, example = "Ana Rakotomalala")]
    name: String,
    /// Why, and how the Secretariat can see that it is so.
    #[schema(max_length = 1000, example = "I have married; I can send you a copy of my passport.")]
    message: Option<String>,
}

impl CreateCorrectionRequest {
    fn check(&self) -> Result<NewRequest, AppError> {
        let name = printed_name(&self.name, "/name");
        let message = self.message.as_deref().map(|message| text::line(message, LONGEST_MESSAGE)).transpose();
        match (name, message.map_err(|fault| fault.at("/message"))) {
            (Ok(name), Ok(message)) => Ok(NewRequest { name, message }),
            (name, message) => {
                Err(Problem::invalid([name.err(), message.err()].into_iter().flatten().collect()).into())
            }
        }
    }
}

/// A holder asks for another name on her certificate.
#[derive(Debug, Serialize, ToSchema)]
struct CorrectionRequestView {
    id: CorrectionRequestId,
    state: CorrectionRequestState,
    certificate: CertificateId,
    person: PersonId,
    #[schema(example = "Ana Rakotomalala")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "I have married; I can send you a copy of my passport.")]
    message: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Please send us a document.")]
    public_reason: Option<String>,
}

impl From<CorrectionRequest> for CorrectionRequestView {
    fn from(request: CorrectionRequest) -> Self {
        let CorrectionRequest { id, person, certificate, name, message, state, requested_at, .. } = request;
        let (decided_at, public_reason) = (request.decided_at, request.public_reason);
        Self { id, state, certificate, person, name, message, requested_at, decided_at, public_reason }
    }
}

/// Asks the Secretariat for another name on one's own certificate.
#[utoipa::path(
    operation_id = "requestCorrection", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), Once),
    request_body = CreateCorrectionRequest,
    responses((status = 201, body = CorrectionRequestView)),
    extensions(
        ("x-creates" = json!("/certificates/{id}/correction-requests")),
        ("x-problems" = json!([
            "certificate-unknown", "certificate-altered", "certificate-already-revoked", "certificate-already-replaced",
            "certificate-erased", "correction-request-exists",
        ])),
    ),
)]
#[post("/certificates/{id}/correction-requests")]
async fn ask(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    once: Once,
    body: Json<CreateCorrectionRequest>,
) -> Result<Reply, AppError> {
    let (id, new) = (id.0, body.0.check()?);
    app.write_once(actor.person, once, move |tx| {
        let request = service::request_correction(tx, &actor, (id, &new))?;
        Reply::created(format!("/api/v1/certificates/{id}/correction-requests"), &CorrectionRequestView::from(request))
    })
    .await
}

/// What was asked for about a certificate, and what came of it; for its holder and the Secretariat.
#[utoipa::path(
    operation_id = "listCorrectionRequestsForCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), PageQuery),
    responses((status = 200, body = Page<CorrectionRequestView>)),
    extensions(("x-problems" = json!(["certificate-unknown", "certificate-altered"]))),
)]
#[get("/certificates/{id}/correction-requests")]
async fn list_of(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let found =
        app.db.read(move |snapshot| service::list_requests_for(snapshot, &actor, (id.0, before), limit + 1)).await?;
    Ok(Page::new(found, limit, |it| it.id).map(CorrectionRequestView::from).respond(&request))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct RequestQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// `requested` unless told.
    state: Option<CorrectionRequestState>,
}

/// Requests for corrections, who waits longest first. For the Secretariat.
#[utoipa::path(
    operation_id = "listCorrectionRequests", tag = "certificates", security(("session" = [])),
    params(RequestQuery),
    responses((status = 200, body = Page<CorrectionRequestView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/certificate-correction-requests")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<RequestQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let RequestQuery { limit, cursor, state } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, which) = (page.limit()?, (state.unwrap_or(CorrectionRequestState::Requested), page.after()?));
    let found = app.db.read(move |snapshot| service::list_requests(snapshot, &actor, which, limit + 1)).await?;
    Ok(Page::new(found, limit, |it| it.id).map(CorrectionRequestView::from).respond(&request))
}

/// What the Secretariat says to a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCorrectionDecision {
    #[schema(example = true)]
    granted: bool,
    /// For the holder to read. A refusal needs one.
    #[schema(max_length = 500, example = "Please send us a document.")]
    public_reason: Option<String>,
}

impl CreateCorrectionDecision {
    fn check(&self) -> Result<RequestRuling, AppError> {
        let reason = self.public_reason.as_deref().map(|reason| text::line(reason, LONGEST_REASON)).transpose();
        let public_reason = reason.map_err(|fault| Problem::invalid(vec![fault.at("/public_reason")]))?;
        if public_reason.is_none() && !self.granted {
            return Err(Problem::invalid(vec![FieldProblem::new("/public_reason", "field-missing")]).into());
        }
        Ok(RequestRuling { granted: self.granted, public_reason })
    }
}

/// Grants a request for a correction, so that a certificate with the right name takes the place of the other, or refuses it.
///
/// The holder is written to. For the Secretariat; nobody decides on a certificate of her or his own.
#[utoipa::path(
    operation_id = "decideCorrectionRequest", tag = "certificates", security(("session" = [])),
    params(("id" = CorrectionRequestId, Path), Once),
    request_body = CreateCorrectionDecision,
    responses((status = 200, body = CorrectionRequestView)),
    extensions(("x-problems" = json!([
        "forbidden", "certificate-is-ones-own", "correction-request-unknown", "correction-request-decided",
        "certificate-altered", "certificate-already-revoked", "certificate-already-replaced", "certificate-suspended",
        "certificate-script-missing", "certificate-not-printable",
    ]))),
)]
#[post("/certificate-correction-requests/{id}/decision")]
async fn decide(
    app: AppData,
    actor: Actor,
    id: Path<CorrectionRequestId>,
    once: Once,
    body: Json<CreateCorrectionDecision>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (id, ruling, by) = (id.0, body.0.check()?, actor.clone());
    let request = app.db.read(move |snapshot| service::requested_change(snapshot, &by, id)).await?;
    if ruling.granted {
        prove_correction(&app, &actor, (request.certificate, request.name)).await?;
    }
    let (signatory, certificate) = (app.signatory(), request.certificate);
    let reply = app
        .write_once(actor.person, once, move |tx| {
            let decided = service::decide_request(tx, &signatory, &actor, (id, &ruling))?;
            Reply::ok(&CorrectionRequestView::from(decided))
        })
        .await?;
    app.certificates.forget(certificate);
    Ok(reply)
}
