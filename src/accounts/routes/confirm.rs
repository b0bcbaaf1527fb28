//! `/confirm/{token}`: the page behind a mailed link. It works without JavaScript, and looking at it uses nothing: mail
//! scanners follow links, only a person presses the button.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, get, post, web};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::model::{LinkPurpose, Password};
use crate::accounts::service;
use crate::error::AppError;
use crate::http::client::ClientAddress;
use crate::http::language::{AccountLocale, Language};
use crate::http::{AppData, Path};
use crate::i18n::{Args, Localizer};
use crate::ids::PersonId;
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(submit);
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem;color:#222;\
    background:#fff}label{display:block;margin:1rem 0 .25rem}input,button{font:inherit;padding:.5rem .75rem}\
    input{width:100%;box-sizing:border-box;border:1px solid #666}button{margin:1rem 0;border:0;background:#0b5345;\
    color:#fff}.problem{border-inline-start:.25rem solid #a11;padding-inline-start:.75rem}";

/// All words come from the catalogues; the template has none.
#[derive(Template)]
#[template(path = "accounts/routes/confirm.html")]
struct ConfirmPage {
    lang: String,
    dir: &'static str,
    style: &'static str,
    college: String,
    title: String,
    text: String,
    problem: Option<String>,
    form: Option<Form>,
}

struct Form {
    /// The label of the password's field, where one is asked for.
    password: Option<String>,
    /// Whether a new one is chosen.
    is_new: bool,
    button: String,
}

/// What the page says: the ids of its messages end with this.
#[derive(Clone, Copy)]
enum Face {
    Ask(LinkPurpose),
    Done(LinkPurpose),
    Invalid,
}

impl Face {
    const fn message(self) -> &'static str {
        match self {
            Self::Ask(LinkPurpose::VerifyEmail) => "confirm-email-page",
            Self::Ask(LinkPurpose::ResetPassword) => "confirm-password-page",
            Self::Ask(LinkPurpose::EndLetters) => "confirm-end-letters-page",
            Self::Done(LinkPurpose::VerifyEmail) => "confirm-email-done",
            Self::Done(LinkPurpose::ResetPassword) => "confirm-password-done",
            Self::Done(LinkPurpose::EndLetters) => "confirm-end-letters-done",
            Self::Invalid => "confirm-link-invalid",
        }
    }

    fn form(self, words: &Localizer) -> Option<Form> {
        let Self::Ask(purpose) = self else { return None };
        let attribute = |name: &str| words.attribute(self.message(), name, &Args::new());
        let is_new = purpose == LinkPurpose::ResetPassword;
        let password = (purpose != LinkPurpose::EndLetters).then(|| attribute("password"));
        Some(Form { password, is_new, button: attribute("button") })
    }
}

fn page(words: &Localizer, face: Face, problem: Option<String>) -> Result<HttpResponse, AppError> {
    let none = Args::new();
    let page = ConfirmPage {
        lang: words.locale().to_string(),
        dir: words.direction().as_str(),
        style: STYLE,
        college: words.text("college-name", &none),
        title: words.text(face.message(), &none),
        text: words.attribute(face.message(), "text", &none),
        form: face.form(words),
        problem,
    };
    let status = match (&face, &page.problem) {
        (Face::Invalid, _) => 404,
        (_, Some(_)) => 422,
        _ => 200,
    };
    let status = actix_web::http::StatusCode::from_u16(status).map_err(AppError::broken)?;
    let html = page.render().map_err(AppError::broken)?;
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_SECURITY_POLICY, policy()));
    response.insert_header((header::CONTENT_LANGUAGE, page.lang.as_str()));
    response.insert_header(("x-robots-tag", HeaderValue::from_static("noindex, nofollow")));
    Ok(response.content_type("text/html; charset=utf-8").body(html))
}

/// Nothing is loaded, nothing runs, and the form goes nowhere else.
fn policy() -> String {
    let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// What the link is for and whose it is, and the words in its owner's language. The token stands in the address, so a token that is not good
/// is no reason to say more than that.
async fn follow(
    app: &AppData,
    request: &HttpRequest,
    token: &str,
) -> Result<(Option<(LinkPurpose, PersonId)>, Localizer), AppError> {
    let link = token.to_owned();
    let followed = match app.db.read(move |snapshot| service::follow_link(snapshot, &link)).await {
        Ok((purpose, account)) => {
            request.extensions_mut().insert(AccountLocale(account.profile.locale));
            Some((purpose, account.person))
        }
        Err(error) if error.code() == Some("link-invalid") => None,
        Err(error) => return Err(error),
    };
    Ok((followed, Language::of(request, &app.i18n).localizer()))
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
    let (followed, words) = follow(&app, &request, &token.0).await?;
    page(&words, followed.map_or(Face::Invalid, |(purpose, _)| Face::Ask(purpose)), None)
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
    let (followed, words) = follow(&app, &request, &token.0).await?;
    let Some((purpose, person)) = followed else { return page(&words, Face::Invalid, None) };
    match act(&app, (purpose, person), token.0, &body, &client.network()).await {
        Ok(()) => page(&words, Face::Done(purpose), None),
        Err(AppError::Refused(problem)) if problem.code == "link-invalid" => page(&words, Face::Invalid, None),
        Err(AppError::Refused(problem)) if problem.code == "password-wrong" => {
            page(&words, Face::Ask(purpose), Some(words.attribute(problem.code, "detail", &problem.args)))
        }
        Err(AppError::Refused(problem)) if !problem.fields.is_empty() => {
            let said = problem.fields.iter().map(|field| words.attribute(field.code, "detail", &field.args)).next();
            page(&words, Face::Ask(purpose), said)
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
