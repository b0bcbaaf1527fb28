//! The one list of scopes. A route stands in the domain that it belongs to; here is which domains there are.

use actix_web::middleware::Compress;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    accounts, affiliations, certificates, cohorts, courses, enrolments, pages, parties, progress, quizzes, translations,
};

/// Everything under `/api/v1`.
pub fn api(routes: &mut ServiceConfig<'_>) {
    // What is published is compressed already, once; and what is read most is looked for first.
    routes.configure(courses::routes);
    routes.configure(parties::routes);
    routes.service(scope("").wrap(Compress::default()).configure(personal));
}

/// What is another answer for everybody, compressed as it is given.
fn personal(routes: &mut ServiceConfig<'_>) {
    routes.configure(progress::routes);
    routes.configure(quizzes::routes);
    routes.configure(enrolments::routes);
    routes.configure(accounts::routes);
    routes.configure(affiliations::routes);
    routes.configure(cohorts::routes);
    routes.configure(certificates::routes);
    routes.configure(translations::routes);
}

/// What stands at the root.
pub fn root(routes: &mut ServiceConfig<'_>) {
    routes.configure(super::health::routes);
    routes.configure(super::openapi::routes);
    routes.configure(certificates::pages);
    routes.configure(pages::routes);
}
