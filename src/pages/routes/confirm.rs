//! `/confirm/{token}`: the page behind a mailed link. It works without JavaScript, and looking at it uses nothing: mail
//! scanners follow links, only a person presses the button.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::private;
use crate::accounts::{LinkPurpose, Password, follow_link};
use crate::error::AppError;
use crate::http::client::ClientAddress;
use crate::http::language::{AccountLocale, Language};
use crate::http::{AppData, Path};
use crate::ids::PersonId;
use crate::pages::account::{self, Face};
use crate::pages::phrase::Phrase;
use crate::pages::reading::Reading;
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(submit);
}

/// The token stands in the address: no page that is gone to from here is told it, and no search engine keeps it.
fn page(reading: &Reading, face: Face, wrong: Option<Phrase>) -> Result<HttpResponse, AppError> {
    let status = match (face, &wrong) {
        (Face::Invalid, _) => StatusCode::NOT_FOUND,
        (_, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let mut response = private::page(reading, status, &account::confirm(reading, face, wrong))?;
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// What the link is for and whose it is, and a page in its owner's language. The token stands in the address, so a token that is not good
/// is no reason to say more than that.
async fn follow(
    app: &AppData,
    request: &HttpRequest,
    token: &str,
) -> Result<(Option<(LinkPurpose, PersonId)>, Reading), AppError> {
    let link = token.to_owned();
    let followed = match app.db.read(move |snapshot| follow_link(snapshot, &link)).await {
        Ok((purpose, account)) => {
            request.extensions_mut().insert(AccountLocale(account.profile.locale));
            Some((purpose, account.person))
        }
        Err(error) if error.code() == Some("link-invalid") => None,
        Err(error) => return Err(error),
    };
    // What was made up is not repeated.
    let address = followed.map(|_| format!("/confirm/{token}")).unwrap_or_default();
    Ok((followed, Reading::new(app, Language::of(request, &app.i18n), address)))
}

/// The page behind a mailed link: a field for the password that confirms the address, or for a new one; a button that ends letters.
#[utoipa::path(
    operation_id = "showConfirmation", tag = "pages",
    params(("token" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, description = "The link is unknown, used or too old", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!(["busy", "internal-error"]))),
)]
#[get("/confirm/{token}")]
async fn show(app: AppData, request: HttpRequest, token: Path<String>) -> Result<HttpResponse, AppError> {
    let (followed, reading) = follow(&app, &request, &token.0).await?;
    page(&reading, followed.map_or(Face::Invalid, |(purpose, _)| Face::Ask(purpose)), None)
}

/// Does what the link is for.
///
/// A link that ends letters stands in their header `List-Unsubscribe`, too: there a program posts to it, without a person (RFC 8058).
#[utoipa::path(
    operation_id = "submitConfirmation", tag = "pages",
    params(("token" = String, Path)),
    request_body(
        content = String, content_type = "application/x-www-form-urlencoded", description = "`password`: the account's, or a new one; nothing of it is read where letters are ended",
        example = json!("password=eight+calm+caracals"),
    ),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, description = "The link is unknown, used or too old", body = String, content_type = "text/html"),
        (status = 422, description = "The password is not right, or not acceptable", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!([
        "request-malformed", "body-too-large", "body-too-slow", "rate-limited", "busy", "internal-error",
    ]))),
)]
#[post("/confirm/{token}")]
async fn submit(
    app: AppData,
    request: HttpRequest,
    client: ClientAddress,
    token: Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, AppError> {
    let (followed, reading) = follow(&app, &request, &token.0).await?;
    let Some((purpose, person)) = followed else { return page(&reading, Face::Invalid, None) };
    match act(&app, (purpose, person), token.0, &body, &client.network()).await {
        Ok(()) => page(&reading, Face::Done(purpose), None),
        Err(AppError::Refused(problem)) if problem.code == "link-invalid" => page(&reading, Face::Invalid, None),
        Err(AppError::Refused(problem)) if problem.code == "password-wrong" => {
            page(&reading, Face::Ask(purpose), Some(reading.attribute(problem.code, "detail", &problem.args)))
        }
        Err(AppError::Refused(problem)) if !problem.fields.is_empty() => {
            let said = problem.fields.first().map(|field| reading.attribute(field.code, "detail", &field.args));
            page(&reading, Face::Ask(purpose), said)
        }
        Err(error) => Err(error),
    }
}

async fn act(
    app: &AppData,
    (purpose, person): (LinkPurpose, PersonId),
    token: String,
    body: &[u8],
    network: &str,
) -> Result<(), AppError> {
    let given = url::form_urlencoded::parse(body).find(|(name, _)| name == "password");
    let password = Secret::new(given.map(|(_, value)| value.into_owned()).unwrap_or_default());
    match purpose {
        LinkPurpose::VerifyEmail => app.confirm_email(Secret::new(token), Password::given(&password), network).await,
        LinkPurpose::ResetPassword => app.reset_password(token, &password, network).await,
        LinkPurpose::EndLetters => {
            let end = app.end_letters;
            app.db.write(move |tx| end(tx, person)).await
        }
    }
}
