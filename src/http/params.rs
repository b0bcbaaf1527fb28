//! Path and query parameters, refused with a problem that names them.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::error::{AppError, Problem};

/// Parameters in the path. What does not parse names nothing that exists: 404.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let parsed = web::Path::<T>::from_request(request, payload).into_inner();
        ready(parsed.map(|path| Self(path.into_inner())).map_err(|_| Problem::not_found("not-found").into()))
    }
}

/// The query string, without `lang`, which every route takes. `T` denies unknown members.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = without_lang(request.query_string());
        // PostgreSQL knows no such character.
        let with_nul = url::form_urlencoded::parse(query.as_bytes()).find(|(_, value)| value.contains('\0'));
        if let Some((parameter, _)) = with_nul {
            return ready(Err(Problem::new(400, "query-invalid").with("parameter", parameter.into_owned()).into()));
        }
        let pairs = serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(query.as_bytes()));
        ready(serde_path_to_error::deserialize(pairs).map(Self).map_err(|error| refusal(&error)))
    }
}

fn refusal(error: &serde_path_to_error::Error<serde_urlencoded::de::Error>) -> AppError {
    let path = error.path().to_string();
    let message = error.inner().to_string();
    // Of what is missing serde gives the name, and no path.
    let parameter = if path == "." { message.split('`').nth(1).unwrap_or_default() } else { &path };
    Problem::new(400, "query-invalid").with("parameter", parameter.to_owned()).into()
}

/// A query string without the language that an answer is asked for in.
#[must_use]
pub fn without_lang(query: &str) -> String {
    let is_other = |pair: &&str| !pair.is_empty() && *pair != "lang" && !pair.starts_with("lang=");
    query.split('&').filter(is_other).collect::<Vec<_>>().join("&")
}
