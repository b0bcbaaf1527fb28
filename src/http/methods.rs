//! `HEAD`, `OPTIONS`, and methods that a path does not have (RFC 9110 §9.3).

use std::collections::BTreeSet;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use utoipa::openapi::path::PathItem;

use crate::error::{AppError, Problem};

/// Which methods each path has, so that a wrong method is told from a wrong path.
#[derive(Clone, Debug, Default)]
pub struct RouteTable(Vec<(Vec<String>, Vec<Method>)>);

impl RouteTable {
    #[must_use]
    pub fn of(document: &utoipa::openapi::OpenApi) -> Self {
        let rows = document.paths.paths.iter();
        Self(rows.map(|(path, item)| (segments(path), methods(item))).collect())
    }

    /// The methods of the path that a request names, as `Allow` lists them; `None` when no path is like it.
    #[must_use]
    pub fn allowed(&self, path: &str) -> Option<String> {
        let asked = segments(path);
        let found = self.0.iter().filter(|(pattern, _)| is_like(pattern, &asked));
        let mut methods: BTreeSet<&str> = found.flat_map(|(_, methods)| methods.iter().map(Method::as_str)).collect();
        if methods.is_empty() {
            return None;
        }
        if methods.contains("GET") {
            methods.insert("HEAD");
        }
        methods.insert("OPTIONS");
        Some(methods.into_iter().collect::<Vec<_>>().join(", "))
    }
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(str::to_owned).collect()
}

fn is_like(pattern: &[String], asked: &[String]) -> bool {
    let fits = |(pattern, asked): (&String, &String)| pattern == asked || pattern.starts_with('{') && !asked.is_empty();
    pattern.len() == asked.len() && pattern.iter().zip(asked).all(fits)
}

fn methods(item: &PathItem) -> Vec<Method> {
    let all = [
        (&item.get, Method::GET),
        (&item.post, Method::POST),
        (&item.put, Method::PUT),
        (&item.patch, Method::PATCH),
        (&item.delete, Method::DELETE),
    ];
    all.into_iter().filter(|(operation, _)| operation.is_some()).map(|(_, method)| method).collect()
}

/// Answers what no route takes: `OPTIONS` with the methods of the path.
///
/// # Errors
/// 404 when there is no such path; 405 for another method, with those that it has.
pub async fn no_such_route(request: HttpRequest, routes: web::Data<RouteTable>) -> Result<HttpResponse, AppError> {
    let allow = routes.allowed(request.path()).ok_or_else(|| Problem::not_found("route-unknown"))?;
    if request.method() == Method::OPTIONS {
        let allow = HeaderValue::from_str(&allow).map_err(AppError::broken)?;
        return Ok(HttpResponse::NoContent().insert_header((header::ALLOW, allow)).finish());
    }
    Err(Problem { allow: Some(allow), ..Problem::new(405, "method-not-allowed") }.into())
}

/// The body of an answer to `HEAD`: as long as that of `GET` would be, and not there.
pub struct Omitted(BodySize);

impl Omitted {
    #[must_use]
    pub fn instead_of(body: &BoxBody) -> Self {
        Self(body.size())
    }
}

impl MessageBody for Omitted {
    type Error = std::convert::Infallible;

    fn size(&self) -> BodySize {
        self.0
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Poll::Ready(None)
    }
}
