//! `/me/certificates`, `/certificates`, `/certificate-candidates`, `/certificate-sign-offs`, `/certificate-sign-off-batches`; at the root `/verify`, and what others verify
//! with.

mod batches;
mod changes;
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
    changes::routes(routes);
    sign_offs::routes(routes);
    batches::routes(routes);
}

/// At the root.
pub fn pages(routes: &mut ServiceConfig<'_>) {
    presented::routes(routes);
    verification::routes(routes);
    issuer::routes(routes);
}
