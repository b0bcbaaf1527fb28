//! Signing in, staying signed in, signing out.

use actix_web::{delete, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::accounts::access_token::LENGTH;
use crate::accounts::error::AccountError;
use crate::accounts::identity::Issued;
use crate::accounts::model::{Email, Password};
use crate::accounts::service::{self, Refreshed};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Json, Reply};
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(create).service(refresh).service(remove);
}

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateSession {
    #[schema(example = "ana@example.org")]
    email: String,
    password: Secret,
    /// Reserved for a second factor. No account has one yet, so a code given here is refused rather than ignored.
    totp: Option<Secret>,
}

/// The tokens of a session (RFC 6749 §5.1).
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    /// Goes into `Authorization: Bearer`.
    access_token: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token ends.
    #[schema(example = 600)]
    expires_in: u64,
    /// Good for one exchange at `/sessions/refresh`.
    refresh_token: String,
}

impl SessionView {
    pub fn new(issued: &Issued) -> Self {
        Self {
            access_token: issued.access_token.reveal().to_owned(),
            token_type: "Bearer",
            expires_in: LENGTH.as_secs(),
            refresh_token: issued.refresh_token.reveal().to_owned(),
        }
    }
}

/// Signs in.
///
/// A wrong password and an address without an account are answered alike. An address that is not confirmed may sign in, and
/// do what does not ask for a confirmed one.
#[utoipa::path(
    operation_id = "signIn", tag = "accounts",
    request_body = CreateSession,
    responses((status = 201, body = SessionView)),
    extensions(("x-creates" = json!("/me")), ("x-problems" = json!(["sign-in-failed", "rate-limited"]))),
)]
#[post("/sessions")]
async fn create(app: AppData, client: ClientAddress, body: Json<CreateSession>) -> Result<Reply, AppError> {
    if body.0.totp.is_some() {
        return Err(Problem::invalid(vec![FieldProblem::new("/totp", "totp-not-set-up")]).into());
    }
    let email = Email::parse(&body.0.email, "/email").ok();
    let password = Password::given(&body.0.password);
    let (issued, quota) = app.sign_in(email, password, &client.network()).await?;
    Ok(Reply::created("/api/v1/me", &SessionView::new(&issued))?.with_quota(quota))
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateRefresh {
    refresh_token: Secret,
}

/// Exchanges a refresh token for new tokens.
///
/// Each is good for one exchange. One that comes a second time ends the session: it has been stolen from somebody.
#[utoipa::path(
    operation_id = "refreshSession", tag = "accounts",
    request_body = CreateRefresh,
    responses((status = 201, body = SessionView)),
    extensions(("x-creates" = json!("/me")), ("x-problems" = json!(["refresh-invalid"]))),
)]
#[post("/sessions/refresh")]
async fn refresh(app: AppData, body: Json<CreateRefresh>) -> Result<Reply, AppError> {
    let token = body.0.refresh_token;
    match app.db.write(move |tx| service::refresh(tx, token.reveal())).await? {
        Refreshed::Renewed(opened) => {
            let issued = app.issue(&opened).await?;
            Reply::created("/api/v1/me", &SessionView::new(&issued))
        }
        Refreshed::Reused(session) => {
            app.identities.forget_session(session);
            Err(AccountError::RefreshInvalid.into())
        }
        Refreshed::Refused => Err(AccountError::RefreshInvalid.into()),
    }
}

/// Signs out: the session's tokens end at once.
#[utoipa::path(
    operation_id = "signOut", tag = "accounts", security(("session" = [])),
    responses((status = 204, description = "Signed out")),
)]
#[delete("/sessions/current")]
async fn remove(app: AppData, actor: Actor) -> Result<Reply, AppError> {
    let session = actor.session;
    app.db.write(move |tx| service::end(tx, &actor)).await?;
    app.identities.forget_session(session);
    Ok(Reply::no_content())
}
