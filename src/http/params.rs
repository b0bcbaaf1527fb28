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
        if query.contains("%00") {
            return ready(Err(Problem::new(400, "query-invalid").with("reason", "NUL").into()));
        }
        let parsed = web::Query::<T>::from_query(&query);
        ready(
            parsed
                .map(|query| Self(query.into_inner()))
                .map_err(|error| Problem::new(400, "query-invalid").with("reason", error.to_string()).into()),
        )
    }
}

fn without_lang(query: &str) -> String {
    let others: Vec<&str> = query.split('&').filter(|pair| *pair != "lang" && !pair.starts_with("lang=")).collect();
    others.join("&")
}
