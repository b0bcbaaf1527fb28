//! `/enrolments` and `/me/enrolments`.

mod learners;
mod staff;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    learners::routes(routes);
    staff::routes(routes);
}
