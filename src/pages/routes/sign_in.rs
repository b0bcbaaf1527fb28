//! `/sign-in` and `/sign-out`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::session::{self, Sent, Visitor, cookie};
use super::{interrupted, private};
use crate::accounts::{self, Email, Password};
use crate::app::App;
use crate::error::AppError;
use crate::http::client::ClientAddress;
use crate::http::{AppData, Query, Reader};
use crate::pages::reading::Reading;
use crate::pages::sign_in::{Typed, page};
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(sign_in).service(sign_out);
}

/// Where somebody goes on after signing in, when no page sent her.
const MINE: &str = "/my";
const LONGEST_ADDRESS: usize = 500;

/// Where to go on afterwards.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SignInQuery {
    /// A page of the College.
    #[param(example = "/my")]
    next: Option<String>,
}

/// An address of the College, and of nobody else: a path, whatever a browser makes of backslashes and controls.
#[must_use]
fn local(address: &str) -> &str {
    let is_path = address.starts_with('/') && !address.starts_with("//") && address.len() <= LONGEST_ADDRESS;
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_path && is_plain { address } else { MINE }
}

/// The page on which one signs in.
#[utoipa::path(
    operation_id = "openSignIn", tag = "pages",
    params(SignInQuery),
    responses((status = 200, body = String, content_type = "text/html")),
)]
#[get("/sign-in")]
async fn show(app: AppData, query: Query<SignInQuery>, reader: Reader) -> Result<HttpResponse, AppError> {
    let next = local(query.0.next.as_deref().unwrap_or(MINE)).to_owned();
    let reading = Reading::new(&app, reader.language(), format!("/sign-in?{}", asking(&next)));
    private::page(&reading, StatusCode::OK, &page(&reading, Typed { next, ..Typed::default() }, None))
}

fn asking(next: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish()
}

/// Signs in, and goes on to where the person wanted to.
///
/// A browser that has a session is told to keep another, and the one that it had ends.
#[utoipa::path(
    operation_id = "signInWithPage", tag = "pages",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`email`, `password`, `next`, and what is kept for afterwards"),
    responses(
        (status = 200, description = "Signed in: what was sent when the session before had ended can be sent again", body = String, content_type = "text/html", headers(("Set-Cookie" = String))),
        (status = 303, description = "Signed in", headers(("Location" = String), ("Set-Cookie" = String))),
        (status = 401, description = "Address and password do not belong together", body = String, content_type = "text/html", headers(("WWW-Authenticate" = String))),
    ),
    extensions(("x-problems" = json!(["form-from-elsewhere", "body-too-large", "body-incomplete", "rate-limited", "busy"]))),
)]
#[post("/sign-in")]
async fn sign_in(
    app: AppData,
    client: ClientAddress,
    visitor: Visitor,
    reader: Reader,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let (email, next) = (form.field("email").trim().to_owned(), local(form.field("next")).to_owned());
    let password = Password::given(&Secret::new(form.field("password")));
    let reading = Reading::new(&app, reader.language(), format!("/sign-in?{}", asking(&next)));
    match app.sign_in_browser(Email::parse(&email, "/email").ok(), password, &client.network()).await {
        Ok(key) => {
            end(&app, visitor).await?;
            let after = Reading::new(&app, reader.language(), next);
            let resumed = interrupted::resume(&after, session::token(Some(&key)), interrupted::kept_in(&form))?;
            let mut response = resumed.unwrap_or_else(|| private::see_other(&after.link(&after.address)));
            response.add_cookie(&cookie(&app, Some(&key))).map_err(AppError::broken)?;
            Ok(response)
        }
        // What she typed stands there still.
        Err(AppError::Refused(problem)) if problem.status < 500 => {
            let typed = Typed { email, next, kept: interrupted::kept_in(&form) };
            let page = page(&reading, typed, Some(&problem));
            private::refusal(&reading, &problem, &page)
        }
        Err(error) => Err(error),
    }
}

/// Signs out: what the browser keeps is worth nothing from then on.
#[utoipa::path(
    operation_id = "signOutWithPage", tag = "pages",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`form_token`"),
    responses((status = 303, description = "Signed out", headers(("Location" = String), ("Set-Cookie" = String)))),
    extensions(("x-problems" = json!(["form-from-elsewhere", "body-too-large", "body-incomplete"]))),
)]
#[post("/sign-out")]
async fn sign_out(
    app: AppData,
    visitor: Visitor,
    reader: Reader,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    visitor.admit(&form)?;
    let reading = Reading::new(&app, reader.language(), "/".to_owned());
    end(&app, visitor).await?;
    let mut response = private::see_other(&reading.link("/"));
    response.add_cookie(&cookie(&app, None)).map_err(AppError::broken)?;
    Ok(response)
}

/// Ends the session that a browser has, if it has one.
async fn end(app: &App, visitor: Visitor) -> Result<(), AppError> {
    let Some(actor) = visitor.actor else { return Ok(()) };
    let session = actor.session;
    app.db.write(move |tx| accounts::sign_out(tx, &actor)).await?;
    app.identities.forget_session(session);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for (given, led_to) in [
            ("/courses/fish?lang=fr", "/courses/fish?lang=fr"),
            ("https://evil.example", MINE),
            ("//evil.example", MINE),
            ("/\\evil.example", MINE),
            ("/\t/evil.example", MINE),
            ("javascript:alert(1)", MINE),
            ("", MINE),
        ] {
            assert_eq!(local(given), led_to, "{given:?}");
        }
    }
}
