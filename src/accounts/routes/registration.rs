//! Registering, confirming an address, and asking for a new password.

use actix_web::{post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Given;
use crate::accounts::model::Email;
use crate::accounts::service;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Json, Path, Reply};
use crate::secret::Secret;
use crate::words;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(create).service(verify).service(ask_to_verify).service(ask_to_reset).service(reset);
}

/// Somebody who wants an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAccount {
    #[schema(example = "ana@example.org", max_length = 254)]
    email: String,
    /// 12 to 128 characters of any script; not one of the most common, not the name or the address.
    password: Secret,
    /// As it shall stand on certificates.
    #[schema(example = "Ana Rakoto", max_length = 120)]
    name: String,
    /// BCP 47 tag of the language for letters and pages.
    #[schema(example = "fr")]
    locale: String,
    /// ISO 3166-1 alpha-2.
    #[schema(example = "MG")]
    country: Option<String>,
}

words!(
    /// What the person does next.
    NextStep {
        /// Follow the link in the letter.
        ConfirmEmail = "confirm-email",
        /// Read the letter, if the address has an account.
        ReadLetter = "read-letter",
    }
);

/// The same whether or not the address had an account.
#[derive(Serialize, ToSchema)]
struct RequestView {
    next: NextStep,
}

/// Registers an account.
///
/// The answer is the same, in words and in time, whether or not the address has an account: its owner learns it by mail.
#[utoipa::path(
    operation_id = "registerAccount", tag = "accounts",
    request_body = CreateAccount,
    responses((status = 201, description = "Registered; a letter has been sent", body = RequestView)),
    extensions(("x-creates" = json!("/me")), ("x-problems" = json!(["rate-limited"]))),
)]
#[post("/accounts")]
async fn create(app: AppData, client: ClientAddress, body: Json<CreateAccount>) -> Result<Reply, AppError> {
    let CreateAccount { email, password, name, locale, country } = body.0;
    let given = Given { email: &email, password: &password, name: &name, locale: &locale, country: country.as_deref() };
    let quota = app.register(given.check("")?, &client.network()).await?;
    Ok(Reply::created("/api/v1/me", &RequestView { next: NextStep::ConfirmEmail })?.with_quota(quota))
}

/// The token of a mailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateVerification {
    token: Secret,
}

/// Confirms an address with the token of a mailed link.
///
/// Confirming twice is fine.
#[utoipa::path(
    operation_id = "confirmEmail", tag = "accounts",
    request_body = CreateVerification,
    responses((status = 204, description = "The address is confirmed")),
    extensions(("x-problems" = json!(["link-invalid"]))),
)]
#[post("/email-verifications")]
async fn verify(app: AppData, body: Json<CreateVerification>) -> Result<Reply, AppError> {
    let token = body.0.token;
    let person = app.db.write(move |tx| service::verify_email(tx, token.reveal())).await?;
    app.identities.forget_person(person);
    Ok(Reply::no_content())
}

/// The address that a letter is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRequest {
    #[schema(example = "ana@example.org", max_length = 254)]
    email: String,
}

impl CreateRequest {
    fn email(&self) -> Result<Email, AppError> {
        Email::parse(&self.email, "/email").map_err(|problem: FieldProblem| Problem::invalid(vec![problem]).into())
    }
}

/// Asks for a new link to confirm an address.
///
/// The answer is the same whether or not there is something to confirm.
#[utoipa::path(
    operation_id = "requestEmailVerification", tag = "accounts",
    request_body = CreateRequest,
    responses((status = 202, description = "Noted", body = RequestView)),
    extensions(("x-problems" = json!(["rate-limited"]))),
)]
#[post("/email-verification-requests")]
async fn ask_to_verify(app: AppData, client: ClientAddress, body: Json<CreateRequest>) -> Result<Reply, AppError> {
    let email = body.0.email()?;
    let quota = app.admit_request(&email, &client.network()).await?;
    app.db.write(move |tx| service::request_verification(tx, &email)).await?;
    Ok(Reply::accepted(&RequestView { next: NextStep::ReadLetter })?.with_quota(quota))
}

/// Asks for a link to set a new password.
///
/// The answer is the same whether or not the address has an account.
#[utoipa::path(
    operation_id = "requestPasswordReset", tag = "accounts",
    request_body = CreateRequest,
    responses((status = 202, description = "Noted", body = RequestView)),
    extensions(("x-problems" = json!(["rate-limited"]))),
)]
#[post("/password-resets")]
async fn ask_to_reset(app: AppData, client: ClientAddress, body: Json<CreateRequest>) -> Result<Reply, AppError> {
    let email = body.0.email()?;
    let quota = app.admit_request(&email, &client.network()).await?;
    app.db.write(move |tx| service::request_reset(tx, &email)).await?;
    Ok(Reply::accepted(&RequestView { next: NextStep::ReadLetter })?.with_quota(quota))
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ResetPassword)]
struct UpdatePassword {
    /// 12 to 128 characters of any script; not one of the most common, not the name or the address.
    password: Secret,
}

/// Sets a new password with the token of a mailed link. All sessions end.
#[utoipa::path(
    operation_id = "resetPassword", tag = "accounts",
    params(("token" = String, Path)),
    request_body = UpdatePassword,
    responses((status = 204, description = "The password is set")),
    extensions(("x-problems" = json!(["link-invalid"]))),
)]
#[put("/password-resets/{token}")]
async fn reset(app: AppData, token: Path<String>, body: Json<UpdatePassword>) -> Result<Reply, AppError> {
    app.reset_password(token.0, &body.0.password).await?;
    Ok(Reply::no_content())
}
