//! The OpenAPI 3.1 document, made from the routes themselves, and a page to read it.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

/// What the document says apart from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Virtual College",
        description = "Multilingual courses, enrolments, progress and certificates for CITES capacity-building.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
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
