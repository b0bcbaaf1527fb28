//! The OpenAPI 3.1 document, made from the routes themselves, and a page to read it that needs no network.

use std::collections::BTreeSet;

use actix_web::dev::HttpServiceFactory;
use actix_web::http::Method;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_swagger_ui::SwaggerUi;

/// What the document says apart from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Virtual College",
        description = "Multilingual courses, enrolments, progress and certificates for CITES capacity-building. \
            Errors are RFC 9457 problem documents in the caller's language; their `code` is stable. Lists are read with \
            `limit` and `cursor`. A `POST` of a signed-in person may carry an `Idempotency-Key`.",
    ),
    components(schemas(super::problem::ProblemDocument)),
    modifiers(&Bearer),
)]
pub struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme =
            SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build());
        document.components.get_or_insert_default().add_security_scheme("session", scheme);
    }
}

/// Serves the document at `/api/openapi.json` and the page at `/api/docs/`.
#[must_use]
pub fn pages(document: utoipa::openapi::OpenApi) -> impl HttpServiceFactory {
    SwaggerUi::new("/api/docs/{_:.*}").url("/api/openapi.json", document)
}

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
        let methods: BTreeSet<&str> = found.flat_map(|(_, methods)| methods.iter().map(Method::as_str)).collect();
        (!methods.is_empty()).then(|| methods.into_iter().collect::<Vec<_>>().join(", "))
    }
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

fn is_like(pattern: &[String], asked: &[String]) -> bool {
    let fits = |(pattern, asked): (&String, &String)| pattern.starts_with('{') || pattern == asked;
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
