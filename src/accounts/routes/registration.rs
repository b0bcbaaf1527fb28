//! Confirming an address, and asking for a new password.

use actix_web::{post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::model::{Email, Password};
use crate::accounts::service::OwedLetter;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Json, Path, Reply};
use crate::secret::Secret;
use crate::words;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(verify).service(ask_to_verify).service(ask_to_reset).service(reset);
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
pub struct RequestView {
    next: NextStep,
}

impl RequestView {
    #[must_use]
    pub const fn confirm_email() -> Self {
        Self { next: NextStep::ConfirmEmail }
    }
}

/// The token of a mailed link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateVerification {
    token: Secret,
    /// The one that was chosen at registration. With it the confirmation says that the reader of the mailbox is who registered; the
    /// page behind the mailed link always asks for it.
    password: Option<Secret>,
}

/// Confirms an address with the token of a mailed link. All sessions end.
///
/// Confirming twice is fine. Who does not know the password asks for a new one: setting it confirms the address, too.
#[utoipa::path(
    operation_id = "confirmEmail", tag = "accounts",
    request_body = CreateVerification,
    responses((status = 204, description = "The address is confirmed")),
    extensions(("x-problems" = json!(["link-invalid", "password-wrong", "rate-limited"]))),
)]
#[post("/email-verifications")]
async fn verify(app: AppData, client: ClientAddress, body: Json<CreateVerification>) -> Result<Reply, AppError> {
    let CreateVerification { token, password } = body.0;
    match password {
        Some(password) => app.confirm_email(token, Password::given(&password), &client.network()).await?,
        None => app.confirm_mailbox(token).await?,
    }
    Ok(Reply::no_content())
}

/// The address that a letter is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRequest {
    #[schema(format = Email, example = "ana@example.org", max_length = 254)]
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
    let quota = app.ask_for_letter(OwedLetter::VerifyEmail, body.0.email()?, &client.network()).await?;
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
    let quota = app.ask_for_letter(OwedLetter::ResetPassword, body.0.email()?, &client.network()).await?;
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
async fn reset(
    app: AppData,
    client: ClientAddress,
    token: Path<String>,
    body: Json<UpdatePassword>,
) -> Result<Reply, AppError> {
    app.reset_password(token.0, &body.0.password, &client.network()).await?;
    Ok(Reply::no_content())
}
