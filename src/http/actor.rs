//! Who makes the request, from the `Authorization: Bearer` header.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};

use super::AppData;
use super::language::AccountLocale;
use crate::accounts::Actor;
use crate::error::{AppError, Problem};

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

impl FromRequest for Actor {
    type Error = AppError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(
            async move { identify(&request).await?.ok_or_else(|| Problem::unauthorised("sign-in-required").into()) },
        )
    }
}

/// A route that serves guests too. A token that does not hold is refused, not taken for none.
#[derive(Debug)]
pub struct MaybeActor(pub Option<Actor>);

impl FromRequest for MaybeActor {
    type Error = AppError;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { identify(&request).await.map(MaybeActor) })
    }
}

async fn identify(request: &HttpRequest) -> Result<Option<Actor>, AppError> {
    let Some(token) = bearer(request)? else { return Ok(None) };
    let app = request.app_data::<AppData>().ok_or_else(|| AppError::broken("the application is not there"))?;
    let actor = app.identify(&token).await?;
    request.extensions_mut().insert(AccountLocale(actor.locale.clone()));
    Ok(Some(actor))
}

/// RFC 6750 §2.1; a token in the query or the body is not looked for.
fn bearer(request: &HttpRequest) -> Result<Option<String>, AppError> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let text = value.to_str().ok().and_then(|text| text.split_once(' '));
    match text {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() => {
            Ok(Some(token.trim().to_owned()))
        }
        _ => Err(Problem::unauthorised("token-invalid").into()),
    }
}
