//! The language of a request: `?lang=`, then the cookie, the account's setting, `Accept-Language`, the site's default; then
//! limited to what is offered.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use serde::Serialize;
use utoipa::ToSchema;

use super::AppData;
use crate::error::AppError;
use crate::i18n::{Asked, Direction, I18n, Locale, Localizer, Negotiated};

/// The language of a text that is not in the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextLanguage {
    #[schema(value_type = String, example = "en")]
    pub lang: Locale,
    /// `ltr` or `rtl`.
    #[schema(value_type = String, example = "ltr")]
    pub dir: Direction,
}

impl TextLanguage {
    /// Of a text that was found in a language. `None` where that is the reader's, or one of which hers is a regional form.
    #[must_use]
    pub fn of(lang: Locale, words: &Localizer) -> Option<Self> {
        let dir = lang.direction();
        (!words.locale().lineage().contains(&lang)).then_some(Self { lang, dir })
    }
}

/// Where a browser keeps the reader's choice.
pub const COOKIE: &str = "lang";

/// What is known of the reader's languages.
#[derive(Clone, Debug)]
pub struct Language {
    i18n: I18n,
    asked: Asked,
}

/// Left in a request whose answer depends on the reader's languages, for `Vary`.
pub struct LanguageMatters;

/// The account's setting, left in the request by the extractor of the actor.
#[derive(Clone)]
pub struct AccountLocale(pub Locale);

impl Language {
    /// Reads the wishes of a request.
    #[must_use]
    pub fn of(request: &HttpRequest, i18n: &I18n) -> Self {
        request.extensions_mut().insert(LanguageMatters);
        let mut query = url::form_urlencoded::parse(request.query_string().as_bytes());
        let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let asked = Asked {
            explicit: query.find(|(name, _)| name == "lang").map(|(_, tag)| tag.into_owned()),
            cookie: request.cookie(COOKIE).map(|cookie| cookie.value().to_owned()),
            account: request.extensions().get::<AccountLocale>().map(|locale| locale.0.clone()),
            header: header.unwrap_or_default().to_owned(),
        };
        Self { i18n: i18n.clone(), asked }
    }

    /// What the request says of languages.
    #[must_use]
    pub fn asked(&self) -> &Asked {
        &self.asked
    }

    /// As of somebody who has chosen a language for this very thing: only `?lang=` goes before it.
    #[must_use]
    pub fn preferring(mut self, chosen: &Locale) -> Self {
        self.asked.cookie = Some(chosen.to_string());
        self
    }

    /// Texts of the interface in the reader's languages.
    #[must_use]
    pub fn localizer(&self) -> Localizer {
        let mut offered = self.i18n.catalogues().locales();
        offered.extend(self.asked.pseudo());
        self.i18n.localizer(&self.i18n.answer(&self.asked, &offered).chain)
    }

    /// The languages to read something in that is offered in languages of its own, best first.
    #[must_use]
    pub fn among(&self, offered: &[Locale]) -> Arc<Negotiated> {
        self.i18n.answer(&self.asked, offered)
    }
}

/// The reader's languages, asked for when the handler runs: only then is it known who makes the request.
#[derive(Clone, Debug)]
pub struct Reader(HttpRequest, I18n);

impl Reader {
    #[must_use]
    pub fn language(&self) -> Language {
        Language::of(&self.0, &self.1)
    }
}

impl FromRequest for Reader {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<AppData>().ok_or_else(|| AppError::broken("the application is not there"));
        ready(app.map(|app| Self(request.clone(), app.i18n.clone())))
    }
}
