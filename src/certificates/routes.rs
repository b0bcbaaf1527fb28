//! `/me/certificates`, `/certificates`, `/certificate-sign-offs`; at the root `/verify`, and what others verify
//! with.

mod issued;
mod issuer;
mod negotiation;
mod page;
mod presented;
mod sign_offs;
mod submission;
mod verification;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

/// Under `/api/v1`.
pub fn routes(routes: &mut ServiceConfig<'_>) {
    issued::routes(routes);
    sign_offs::routes(routes);
}

/// At the root.
pub fn pages(routes: &mut ServiceConfig<'_>) {
    presented::routes(routes);
    verification::routes(routes);
    issuer::routes(routes);
}
