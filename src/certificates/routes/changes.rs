//! What the Secretariat does to a certificate that was issued.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::views::CertificateView;
use crate::accounts::Actor;
use crate::app::App;
use crate::certificates::CertificateError;
use crate::certificates::model::{
    Act, CertificateId, PublicReason, RestorationReason, RevocationReason, SuspensionReason, printed_name,
};
use crate::certificates::service::{self, Change, Correction, Target};
use crate::db::{Snapshot, Tx, Urgency};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Once, Path, Reply};
use crate::text;

const LONGEST_REASON: usize = 1_000;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(suspend).service(restore).service(revoke).service(correct);
}

/// Why a certificate is not to be accepted for a time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateSuspension {
    /// What anybody who verifies the certificate may read.
    public_reason: SuspensionReason,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "The report of 3 March names her.")]
    private_reason: Option<String>,
}

/// Why a certificate is accepted again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRestoration {
    /// What its holder is told.
    public_reason: RestorationReason,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "The report was withdrawn on 5 March.")]
    private_reason: Option<String>,
}

/// Why a certificate is withdrawn for ever.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRevocation {
    /// What anybody who verifies the certificate may read.
    public_reason: RevocationReason,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "Two persons took the assessment together; see the report of 3 March.")]
    private_reason: Option<String>,
}

/// The name that a certificate should have had.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCorrection {
    #[schema(max_length = 120, example = "Ana Rakotomalala")]
    name: String,
    /// For the Secretariat alone.
    #[schema(max_length = 1000, example = "As in her passport, which we have seen.")]
    private_reason: Option<String>,
}

fn private(given: Option<&str>) -> Result<Option<String>, FieldProblem> {
    let reason = given.map(|reason| text::line(reason, LONGEST_REASON)).transpose();
    reason.map_err(|fault| fault.at("/private_reason"))
}

fn because(act: Act, public_reason: PublicReason, private_reason: Option<&str>) -> Result<Change, AppError> {
    let private_reason = private(private_reason).map_err(|problem| Problem::invalid(vec![problem]))?;
    Ok(Change { act, public_reason, private_reason })
}

/// Suspends a certificate.
///
/// Whoever verifies it is told not to accept it, until it is restored. The holder is written to. For the Secretariat;
/// nobody decides on a certificate of her or his own.
#[utoipa::path(
    operation_id = "suspendCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), IfMatch, Once),
    request_body = CreateSuspension,
    responses((status = 200, body = CertificateView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "certificate-is-ones-own", "certificate-unknown", "certificate-altered",
        "certificate-already-revoked", "certificate-already-replaced", "certificate-suspended",
    ]))),
)]
#[post("/certificates/{id}/suspension")]
async fn suspend(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    (version, once): (IfMatch, Once),
    body: Json<CreateSuspension>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let why = because(Act::Suspend, body.0.public_reason.into(), body.0.private_reason.as_deref())?;
    change(&app, actor, (id.0, version, once), why).await
}

/// Restores a certificate that was suspended. The holder is written to. For the Secretariat; nobody decides on a certificate
/// of her or his own.
#[utoipa::path(
    operation_id = "restoreCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), IfMatch, Once),
    request_body = CreateRestoration,
    responses((status = 200, body = CertificateView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "certificate-is-ones-own", "certificate-unknown", "certificate-altered",
        "certificate-already-revoked", "certificate-already-replaced", "certificate-not-suspended",
    ]))),
)]
#[post("/certificates/{id}/restoration")]
async fn restore(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    (version, once): (IfMatch, Once),
    body: Json<CreateRestoration>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let why = because(Act::Restore, body.0.public_reason.into(), body.0.private_reason.as_deref())?;
    change(&app, actor, (id.0, version, once), why).await
}

/// Revokes a certificate, for ever.
///
/// The holder is written to. The certificate stays, and says to whoever verifies it that it was revoked. For the Secretariat;
/// nobody decides on a certificate of her or his own.
#[utoipa::path(
    operation_id = "revokeCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), IfMatch, Once),
    request_body = CreateRevocation,
    responses((status = 201, body = CertificateView)),
    extensions(
        ("x-creates" = json!("/certificates/{id}")),
        ("x-problems" = json!([
            "forbidden", "certificate-is-ones-own", "certificate-unknown", "certificate-altered",
            "certificate-already-revoked", "certificate-already-replaced",
        ])),
    ),
)]
#[post("/certificates/{id}/revocation")]
async fn revoke(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    (version, once): (IfMatch, Once),
    body: Json<CreateRevocation>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let why = because(Act::Revoke, body.0.public_reason.into(), body.0.private_reason.as_deref())?;
    change(&app, actor, (id.0, version, once), why).await
}

async fn change(
    app: &AppData,
    actor: Actor,
    (id, version, once): (CertificateId, IfMatch, Once),
    why: Change,
) -> Result<Reply, AppError> {
    let (college, person) = (app.clone(), actor.person);
    let work = move |tx: &mut Tx<'_>| {
        let target = Target { id, admit: &|present| version.admit(present) };
        let certificate = service::change(tx, &college.i18n, &actor, (target, &why))?;
        let view = CertificateView::new(&certificate, true, &college);
        match why.act {
            Act::Revoke | Act::Correct => Reply::created(format!("/api/v1/certificates/{id}"), &view),
            Act::Suspend | Act::Restore => Ok(Reply::ok(&view)?.with_version(certificate.row_version())),
        }
    };
    let reply = app.write_once(person, once, work).await?;
    app.certificates.forget(id);
    Ok(reply)
}

/// Corrects the name on a certificate: another one is issued, which takes its place.
///
/// It has a number and an address of its own; everything else on it is as before. The old one is revoked as *replaced*, and leads whoever
/// verifies it to the new one. The holder is written to. For the Secretariat; nobody decides on a certificate of her or
/// his own.
#[utoipa::path(
    operation_id = "correctCertificate", tag = "certificates", security(("session" = [])),
    params(("id" = CertificateId, Path), IfMatch, Once),
    request_body = CreateCorrection,
    responses((status = 201, body = CertificateView)),
    extensions(
        ("x-creates" = json!("/certificates/{id}")),
        ("x-creates-another" = json!(true)),
        ("x-problems" = json!([
            "forbidden", "certificate-is-ones-own", "certificate-unknown", "certificate-altered",
            "certificate-already-revoked", "certificate-already-replaced", "certificate-suspended",
            "certificate-erased", "certificate-script-missing", "certificate-not-printable",
        ])),
    ),
)]
#[post("/certificates/{id}/correction")]
async fn correct(
    app: AppData,
    actor: Actor,
    id: Path<CertificateId>,
    (version, once): (IfMatch, Once),
    body: Json<CreateCorrection>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (id, correction) = (id.0, body.0.check()?);
    prove_correction(&app, &actor, (id, correction.name.clone())).await?;
    let (college, signatory) = (app.clone(), app.signatory());
    let reply = app
        .write_once(actor.person, once, move |tx| {
            let target = Target { id, admit: &|present| version.admit(present) };
            let certificate = service::correct(tx, &signatory, &actor, (target, &correction))?;
            let address = format!("/api/v1/certificates/{}", certificate.record.id);
            Reply::created(address, &CertificateView::new(&certificate, true, &college))
        })
        .await?;
    app.certificates.forget(id);
    Ok(reply)
}

impl CreateCorrection {
    fn check(&self) -> Result<Correction, AppError> {
        let name = printed_name(&self.name, "/name");
        match (name, private(self.private_reason.as_deref())) {
            (Ok(name), Ok(private_reason)) => Ok(Correction { name, private_reason }),
            (name, reason) => Err(Problem::invalid([name.err(), reason.err()].into_iter().flatten().collect()).into()),
        }
    }
}

/// Draws the page before the transaction, which must not wait for it. What stands in the way of more than the name is found in the
/// transaction, which a request that is sent again does not come to.
pub(super) async fn prove_correction(
    app: &App,
    actor: &Actor,
    (id, name): (CertificateId, String),
) -> Result<(), AppError> {
    let actor = actor.clone();
    let establish = move |snapshot: &mut Snapshot<'_>| {
        let target = Target { id, admit: &|_| Ok(()) };
        service::establish_correction(snapshot, &actor, (target, &name))
    };
    let Ok(draft) = app.db.read(establish).await else { return Ok(()) };
    match app.prove(draft, Urgency::Request).await? {
        Some(hindrance) => Err(CertificateError::NotPrintable(hindrance).into()),
        None => Ok(()),
    }
}
