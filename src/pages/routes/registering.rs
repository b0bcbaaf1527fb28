//! `/register`, `/forgotten-password` and `/letter-sent`: the same for everybody, whether or not an address has an account.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::private;
use super::session::Sent;
use crate::accounts::{Email, GivenAccount, OwedLetter};
use crate::affiliations;
use crate::error::{AppError, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Query, Reader};
use crate::pages::account::{self, EMAIL, LOCALE, NAME, PASSWORD};
use crate::pages::form::Fields;
use crate::pages::reading::Reading;
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show_registration).service(register).service(show_forgotten).service(forgotten).service(sent);
}

const REGISTER: &str = "/register";
const FORGOTTEN: &str = "/forgotten-password";
const SENT: &str = "/letter-sent";

/// The page on which one registers.
#[utoipa::path(
    operation_id = "openRegistration", tag = "pages",
    responses((status = 200, body = String, content_type = "text/html")),
)]
#[get("/register")]
async fn show_registration(app: AppData, reader: Reader) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), REGISTER.to_owned());
    private::page(&reading, StatusCode::OK, &account::register(&reading, (&Fields::new(), None)))
}

/// Registers an account.
///
/// The answer is the same, in words and in time, whether or not the address has an account: its owner learns it by mail.
#[utoipa::path(
    operation_id = "registerOnPage", tag = "pages",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`name`, `email`, `password`, `locale`"),
    responses(
        (status = 303, description = "Registered; a letter has been sent", headers(("Location" = String))),
        (status = 422, description = "What was typed is not right; all but the password stands there still", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!(["form-from-elsewhere", "body-too-large", "body-incomplete", "rate-limited", "busy"]))),
)]
#[post("/register")]
async fn register(
    app: AppData,
    client: ClientAddress,
    reader: Reader,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let reading = Reading::new(&app, reader.language(), REGISTER.to_owned());
    let password = Secret::new(form.field(PASSWORD));
    let (email, name, locale) = (form.field(EMAIL).trim(), form.field(NAME), form.field(LOCALE));
    let given = GivenAccount { email, password: &password, name, locale, country: None };
    let registered = match given.check("") {
        Err(problems) => Err(Problem::invalid(problems).into()),
        Ok(applicant) => {
            let (name, locale) = (applicant.profile.name.clone(), applicant.profile.locale.clone());
            let also = |tx: &mut crate::db::Tx<'_>, person| affiliations::state_anew(tx, person, None);
            let registered = app.register(applicant, &client.network(), also).await;
            registered.map(|_| (name, locale))
        }
    };
    match registered {
        Ok((name, locale)) => {
            let is_printable = app.name_warning(&name, &locale, reading.words()).await.is_none();
            let place = if is_printable { SENT.to_owned() } else { format!("{SENT}?name=unprintable") };
            Ok(private::see_other(&reading.link(&place)))
        }
        Err(AppError::Refused(problem)) if [422, 429].contains(&problem.status) => {
            private::refusal(&reading, &problem, &account::register(&reading, (form.fields(), Some(&problem))))
        }
        Err(error) => Err(error),
    }
}

/// The page on which one asks for a new password.
#[utoipa::path(
    operation_id = "openForgottenPassword", tag = "pages",
    responses((status = 200, body = String, content_type = "text/html")),
)]
#[get("/forgotten-password")]
async fn show_forgotten(app: AppData, reader: Reader) -> Result<HttpResponse, AppError> {
    let reading = Reading::new(&app, reader.language(), FORGOTTEN.to_owned());
    private::page(&reading, StatusCode::OK, &account::forgotten(&reading, (&Fields::new(), None)))
}

/// Asks for a link to set a new password.
///
/// The answer is the same whether or not the address has an account.
#[utoipa::path(
    operation_id = "askForNewPassword", tag = "pages",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description = "`email`"),
    responses(
        (status = 303, description = "Noted", headers(("Location" = String))),
        (status = 422, description = "It is no address; it stands there still", body = String, content_type = "text/html"),
    ),
    extensions(("x-problems" = json!(["form-from-elsewhere", "body-too-large", "body-incomplete", "rate-limited", "busy"]))),
)]
#[post("/forgotten-password")]
async fn forgotten(
    app: AppData,
    client: ClientAddress,
    reader: Reader,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, AppError> {
    let form = Sent::receive(&request, payload).await?;
    let reading = Reading::new(&app, reader.language(), FORGOTTEN.to_owned());
    let asked = match Email::parse(form.field(EMAIL).trim(), "/email") {
        Err(problem) => Err(Problem::invalid(vec![problem]).into()),
        Ok(email) => app.ask_for_letter(OwedLetter::ResetPassword, email, &client.network()).await,
    };
    match asked {
        Ok(_) => Ok(private::see_other(&reading.link(SENT))),
        Err(AppError::Refused(problem)) if [422, 429].contains(&problem.status) => {
            private::refusal(&reading, &problem, &account::forgotten(&reading, (form.fields(), Some(&problem))))
        }
        Err(error) => Err(error),
    }
}

/// What else there is to say.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SentQuery {
    /// `unprintable`: certificates cannot be printed with the name.
    #[param(example = "unprintable")]
    name: Option<String>,
}

/// Says that a letter is on its way.
#[utoipa::path(
    operation_id = "openLetterSent", tag = "pages",
    params(SentQuery),
    responses((status = 200, body = String, content_type = "text/html")),
)]
#[get("/letter-sent")]
async fn sent(app: AppData, reader: Reader, query: Query<SentQuery>) -> Result<HttpResponse, AppError> {
    let is_unprintable = query.0.name.as_deref() == Some("unprintable");
    let address = if is_unprintable { format!("{SENT}?name=unprintable") } else { SENT.to_owned() };
    let reading = Reading::new(&app, reader.language(), address);
    private::page(&reading, StatusCode::OK, &account::letter_sent(&reading, is_unprintable))
}
