//! Enrolments: who learns what, in which version and language.

mod model;

pub use model::{Enrolment, EnrolmentId};
