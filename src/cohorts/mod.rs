//! Cohorts: people who learn together, of one Party or of several, for one course or for any.
//!
//! * The Secretariat makes cohorts; a focal point those of her own Party.
//! * An enrolment names its cohort; that the course fits, and that the learner has an office of the Party, is checked then. Whoever
//!   has none joins a cohort of several Parties.

mod error;
mod model;
mod routes;
mod service;
mod store;

pub use error::CohortError;
pub use model::{Cohort, CohortId};
pub use routes::routes;
pub use service::find;
