//! `/me/certificates`, `/certificates`, `/certificate-candidates`, `/certificate-sign-offs`, `/certificate-sign-off-batches`,
//! `/certificate-workshops`, `/certificate-register`, `/certificate-policies`, `/certificate-designs`, `/certificate-design-previews`,
//! `/certificate-pictures`,
//! `/certificate-correction-requests`; at the root `/verify`, and what others verify
//! with.

mod archive;
mod batches;
mod changes;
mod designs;
mod holders;
mod issued;
mod issuer;
mod negotiation;
mod page;
mod pictures;
mod policies;
mod presented;
mod register;
mod sign_offs;
mod submission;
mod verification;
mod views;
mod workshops;
mod wrong;

pub use issued::printed;

use utoipa_actix_web::service_config::ServiceConfig;

/// Under `/api/v1`.
pub fn routes(routes: &mut ServiceConfig<'_>) {
    issued::routes(routes);
    changes::routes(routes);
    holders::routes(routes);
    sign_offs::routes(routes);
    batches::routes(routes);
    workshops::routes(routes);
    register::routes(routes);
    archive::routes(routes);
    policies::routes(routes);
    designs::routes(routes);
    pictures::routes(routes);
}

/// At the root.
pub fn pages(routes: &mut ServiceConfig<'_>) {
    presented::routes(routes);
    verification::routes(routes);
    issuer::routes(routes);
}
