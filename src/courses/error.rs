//! What can be refused about courses.

use super::model::{ActivityId, Slug};
use crate::error::{Fault, FieldProblem, Problem};

#[derive(Debug, Clone, PartialEq)]
pub enum CourseError {
    /// No published course has this slug.
    Unknown(Slug),
    /// The version has no such activity.
    ActivityUnknown(ActivityId),
    /// The activity is for those who are enrolled.
    EnrolmentRequired,
    /// The uploaded package has mistakes: `file:line` and code of each.
    PackageRefused(Vec<FieldProblem>),
    /// The course has no such draft.
    DraftUnknown,
    /// The package was published already.
    AlreadyPublished(Slug),
}

impl Fault for CourseError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown(slug) => Problem::not_found("course-unknown").with("course", slug.as_str()),
            Self::ActivityUnknown(id) => Problem::not_found("activity-unknown").with("activity", id.as_str()),
            Self::EnrolmentRequired => Problem::forbidden("enrolment-required"),
            Self::PackageRefused(mistakes) => {
                let count = i64::try_from(mistakes.len()).unwrap_or(i64::MAX);
                let problem = Problem::new(422, "course-package-refused").with("count", count);
                Problem { fields: mistakes.clone(), ..problem }
            }
            Self::DraftUnknown => Problem::not_found("draft-unknown"),
            Self::AlreadyPublished(slug) => Problem::conflict("course-already-published").with("course", slug.as_str()),
        }
    }
}
