//! Cohorts: people who learn together, of one Party or of several, for one course or for any.
//!
//! * The Secretariat makes cohorts; a focal point those of her own Party.
//! * An enrolment names its cohort; that a course and a Party fit is checked then.

mod error;
mod model;
mod routes;
mod service;
mod store;

pub use error::CohortError;
pub use model::{Cohort, CohortId};
pub use routes::routes;
pub use service::find;
