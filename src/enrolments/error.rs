//! What can be refused about enrolments.

use super::model::EnrolmentState;
use crate::clock::Timestamp;
use crate::error::{Fault, Problem};
use crate::i18n::Value;

#[derive(Debug, Clone, PartialEq)]
pub enum EnrolmentError {
    /// No such enrolment, or none of this person's.
    Unknown,
    /// The person is enrolled in the course or waits for a decision.
    Exists,
    /// Nothing can be learned in an enrolment of this state.
    NotActive(EnrolmentState),
    /// The approval has ended.
    Expired(Timestamp),
    /// The course is for officials, and the person has named no office of an accepted kind.
    AffiliationRequired { title: String },
    /// The affiliation that the request names is not hers, not of an accepted kind, or no longer holds.
    AffiliationUnfit { title: String },
    /// Courses that have to be completed first, by title.
    PrerequisitesMissing { titles: Vec<String> },
    /// The request has been decided, or was withdrawn.
    AlreadyDecided,
    /// Nobody decides on her own request.
    OwnRequest,
    /// The affiliation is not vouched for, so nobody can say that the person is an official.
    AffiliationNotVouched,
    /// Nobody vouches any more for the office that the approval rests on.
    VouchingEnded,
    /// The cohort is for another course, or for another Party.
    CohortUnfit,
    /// The current version is for officials, and the enrolment has no approval for it.
    ApprovalRequired { title: String },
    /// The current version is not offered in a language; the languages that it is offered in, by their own names.
    VersionNotInLanguage { language: String, offered: Vec<String> },
    /// The enrolment has the current version.
    VersionCurrent,
    /// A completed or closed enrolment stays as it is.
    Closed(EnrolmentState),
}

impl Fault for EnrolmentError {
    fn problem(&self) -> Problem {
        match self {
            Self::Unknown => Problem::not_found("enrolment-unknown"),
            Self::Exists => Problem::conflict("enrolment-exists"),
            Self::NotActive(state) => Problem::conflict("enrolment-not-active").with("state", state.as_str()),
            Self::Expired(end) => Problem::conflict("enrolment-expired").with("end", *end),
            Self::AffiliationRequired { title } => {
                Problem::conflict("enrolment-affiliation-required").with("course", title.as_str())
            }
            Self::AffiliationUnfit { title } => {
                Problem::conflict("enrolment-affiliation-unfit").with("course", title.as_str())
            }
            Self::PrerequisitesMissing { titles } => Problem::conflict("enrolment-prerequisites-missing")
                .with("count", i64::try_from(titles.len()).unwrap_or(i64::MAX))
                .with("courses", Value::from(titles.clone())),
            Self::AlreadyDecided => Problem::conflict("enrolment-already-decided"),
            Self::OwnRequest => Problem::forbidden("enrolment-own-request"),
            Self::AffiliationNotVouched => Problem::conflict("enrolment-affiliation-not-vouched"),
            Self::VouchingEnded => Problem::conflict("enrolment-vouching-ended"),
            Self::CohortUnfit => Problem::conflict("enrolment-cohort-unfit"),
            Self::ApprovalRequired { title } => {
                Problem::conflict("enrolment-approval-required").with("course", title.as_str())
            }
            Self::VersionNotInLanguage { language, offered } => Problem::conflict("enrolment-version-not-in-language")
                .with("language", language.as_str())
                .with("languages", Value::from(offered.clone())),
            Self::VersionCurrent => Problem::conflict("enrolment-version-current"),
            Self::Closed(state) => Problem::conflict("enrolment-closed").with("state", state.as_str()),
        }
    }
}
