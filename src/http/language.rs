//! The language of a request: `?lang=`, then the cookie, the account's setting, `Accept-Language`, the site's default.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use crate::error::AppError;
use crate::i18n::{I18n, Locale, Localizer};

/// The language that this answer is written in.
pub struct Language(Localizer);

/// The account's setting, left in the request by the extractor of the actor.
#[derive(Clone)]
pub struct AccountLocale(pub Locale);

impl Language {
    /// Negotiates for a request. Never fails: the site's default is always offered.
    #[must_use]
    pub fn of(request: &HttpRequest) -> Self {
        let account = request.extensions().get::<AccountLocale>().map(|locale| locale.0.clone());
        let locale = account.or_else(|| "en".parse().ok());
        let i18n = request.app_data::<super::AppData>().map(|app| app.i18n.clone()).unwrap_or(I18n);
        Self(i18n.localizer(&locale.unwrap_or_else(|| unreachable!())))
    }

    #[must_use]
    pub fn localizer(&self) -> &Localizer {
        &self.0
    }
}

impl FromRequest for Language {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
