//! Who reads a page: a browser with a session, or a guest; and the forms that it sends back.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::http::uri::Authority;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::accounts::{Actor, BrowserKey};
use crate::app::App;
use crate::error::{AppError, Problem};
use crate::http::AppData;
use crate::http::language::AccountLocale;
use crate::http::upload::receive;
use crate::pages::form::{Fields, Hidden, value};

/// Longer than any session: whether one is over, the server decides. Browsers keep nothing longer than this (RFC 6265bis §4.1.2.2).
const KEPT_FOR: Duration = Duration::from_hours(400 * 24);
/// A quiz of a hundred questions, each answered with the longest text in a script that takes nine bytes for a letter here.
const LARGEST_FORM: usize = 600 * 1024;
/// The field that says that a form is of a page that this session was shown.
pub const FORM_TOKEN: &str = "form_token";

/// Who reads a page.
#[derive(Debug)]
pub struct Visitor {
    pub actor: Option<Actor>,
    kept: Option<BrowserKey>,
}

impl Visitor {
    /// What forms of pages for this session say.
    #[must_use]
    pub fn token(&self) -> Hidden {
        token(self.kept.as_ref())
    }

    fn has_sent(&self, form: &Sent) -> bool {
        self.token().0.iter().all(|(name, value)| form.field(name) == value)
    }

    /// Who sent a form, from a page that this session was shown.
    #[must_use]
    pub fn sender(&self, form: &Sent) -> Option<Actor> {
        self.actor.clone().filter(|_| self.has_sent(form))
    }

    /// Refuses a form that was not shown to this session.
    ///
    /// # Errors
    /// 403 when it is another's.
    pub fn admit(&self, form: &Sent) -> Result<(), AppError> {
        if self.actor.is_none() || self.has_sent(form) {
            return Ok(());
        }
        Err(Problem::forbidden("form-from-elsewhere").into())
    }
}

/// The field that forms of pages for a session have, and that nobody else can make: of the secret that no script and no other site can read.
#[must_use]
pub fn token(kept: Option<&BrowserKey>) -> Hidden {
    let secret = kept.map(|kept| kept.secret.reveal()).unwrap_or_default();
    Hidden::default().with(FORM_TOKEN, URL_SAFE_NO_PAD.encode(Sha256::digest(format!("form:{secret}"))))
}

impl FromRequest for Visitor {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = request.app_data::<AppData>().ok_or_else(|| AppError::broken("the application is not there"))?;
            let kept = request.cookie(cookie_name(app)).and_then(|cookie| BrowserKey::parse(cookie.value()));
            let actor = match &kept {
                Some(kept) => app.identify_browser(kept).await?,
                None => None,
            };
            if let Some(actor) = &actor {
                request.extensions_mut().insert(AccountLocale(actor.locale.clone()));
            }
            Ok(Self { actor, kept })
        })
    }
}

/// Where browsers take the prefix, the cookie is bound to this host and to HTTPS (RFC 6265bis §4.1.3.2).
fn cookie_name(app: &App) -> &'static str {
    if app.config.server.is_public_by_https() { "__Host-session" } else { "session" }
}

/// What a browser is told to keep; with nothing, to keep nothing any more.
#[must_use]
pub fn cookie(app: &App, key: Option<&BrowserKey>) -> Cookie<'static> {
    let kept_for = key.map_or(Duration::ZERO, |_| KEPT_FOR);
    Cookie::build(cookie_name(app), key.map(BrowserKey::reveal).unwrap_or_default())
        .path("/")
        .http_only(true)
        .secure(app.config.server.is_public_by_https())
        .same_site(SameSite::Lax)
        .max_age(kept_for.try_into().unwrap_or_default())
        .finish()
}

/// A form as it was sent, from a page of the College.
pub struct Sent(Fields);

impl Sent {
    /// Receives a form.
    ///
    /// # Errors
    /// 403 when a page of another site sent it; 400 when it breaks off, 413 when it is too large.
    pub async fn receive(request: &HttpRequest, payload: web::Payload) -> Result<Self, AppError> {
        let app = request.app_data::<AppData>().ok_or_else(|| AppError::broken("the application is not there"))?;
        if !is_from_here(app, request) {
            return Err(Problem::forbidden("form-from-elsewhere").into());
        }
        let body = receive(payload, LARGEST_FORM).await?;
        Ok(Self(url::form_urlencoded::parse(&body).into_owned().collect()))
    }

    /// All its fields.
    #[must_use]
    pub const fn fields(&self) -> &Fields {
        &self.0
    }

    /// What stands in a field; nothing where there is none.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        value(&self.0, name)
    }
}

/// As the browser says, in whichever way it can (Fetch Metadata, RFC 6454 §7). One that says neither is older than both, and has
/// `SameSite` and the form's token. The College is known by the address that the world has of it, and by the one that was asked.
fn is_from_here(app: &App, request: &HttpRequest) -> bool {
    let said = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = said("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = said(header::ORIGIN.as_str()) else { return true };
    let asked = said(header::HOST.as_str()).or_else(|| request.uri().authority().map(Authority::as_str));
    let is_asked = |scheme: &str| asked.is_some_and(|host| origin == format!("{scheme}://{host}"));
    origin == app.base_url() || is_asked("https") || is_asked("http") && !app.config.server.is_public_by_https()
}
