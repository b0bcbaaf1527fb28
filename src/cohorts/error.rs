//! What can be refused about cohorts.

use crate::error::{Fault, FieldProblem, Problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CohortError {
    /// A body names a cohort that is not there.
    Unknown,
    /// A body names a course that is not published.
    CourseUnknown,
}

impl Fault for CohortError {
    fn problem(&self) -> Problem {
        Problem::invalid(vec![match self {
            Self::Unknown => FieldProblem::new("/cohort", "cohort-unknown"),
            Self::CourseUnknown => FieldProblem::new("/course", "cohort-course-unknown"),
        }])
    }
}
